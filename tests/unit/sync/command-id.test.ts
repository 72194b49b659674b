import { expect, test } from 'vitest'
import { z } from 'zod'
import { idOfNextTry, newCommandId } from '@/lib/domain'

test('what is done again has an id of its own, and always the same one', () => {
  const id = newCommandId()
  const next = idOfNextTry(id)
  expect(z.uuid().safeParse(next).success).toBe(true)
  expect(next).not.toBe(id)
  expect(idOfNextTry(id)).toBe(next)
  expect(idOfNextTry(next)).not.toBe(id)
  expect(idOfNextTry('6f9d6a7e-2f0e-4c7c-9a55-0000000000ff')).toBe('6f9d6a7e-2f0e-4c7c-9a55-000000000100')
  expect(idOfNextTry('6f9d6a7e-2f0e-4c7c-9a55-ffffffffffff')).toBe('6f9d6a7e-2f0e-4c7c-9a55-000000000000')
})
