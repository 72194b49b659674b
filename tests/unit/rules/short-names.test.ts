import { expect, test } from 'vitest'
import { freeName } from '@/lib/domain/short-names'
import { slugSchema } from '@/lib/domain/values'

test('a name that is taken gets a number', () => {
  expect(freeName('desk', new Set())).toBe('desk')
  expect(freeName('desk', new Set(['desk']))).toBe('desk-2')
  expect(freeName('desk', new Set(['desk', 'desk-2', 'desk-3']))).toBe('desk-4')
})

test.each([
  ['as long as names may be', 'b'.repeat(64), `${'b'.repeat(62)}-2`],
  ['with a hyphen where it ends then', `${'b'.repeat(61)}-bb`, `${'b'.repeat(61)}-2`],
])('a name %s gives way to its number', (_what, wanted, free) => {
  const taken = new Set([wanted])
  expect(freeName(wanted, taken)).toBe(free)
  for (let count = 0; count < 12; count++) {
    const name = freeName(wanted, taken)
    expect(slugSchema.safeParse(name).success).toBe(true)
    expect(taken.has(name)).toBe(false)
    taken.add(name)
  }
})
