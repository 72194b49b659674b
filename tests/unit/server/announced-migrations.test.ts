import { afterEach, expect, test } from 'vitest'
import { announced } from '@/cms/database/announced-migrations'

const told: unknown[] = []
Object.assign(process, { parentPort: { postMessage: (message: unknown) => told.push(message) } })

afterEach(() => {
  told.length = 0
})

test('whoever started the server is told of each migration before it blocks the process, and after', async () => {
  const seen: unknown[] = []
  const [one] = announced([
    { name: 'one', down: 1, up: async (args: { n: number }) => void seen.push(args, [...told]) },
  ])
  expect(one).toMatchObject({ name: 'one', down: 1 })
  await one?.up({ n: 7 } as never)
  expect(seen).toEqual([{ n: 7 }, [{ type: 'migrating', step: 'one' }]])
  expect(told).toEqual([
    { type: 'migrating', step: 'one' },
    { type: 'migrated', step: 'one' },
  ])
})

test('a migration that fails is not said to have ended', async () => {
  const [bad] = announced([{ name: 'bad', up: (_: unknown) => Promise.reject(new Error('no such table')) }])
  await expect(bad?.up({} as never)).rejects.toThrow('no such table')
  expect(told).toEqual([{ type: 'migrating', step: 'bad' }])
})
