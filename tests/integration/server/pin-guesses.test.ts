import { scryptSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { checkPin } from '@/cms/access/person-pins'
import { openDatabase, type TestDatabase } from '../../support/database'

/** Hashed so cheaply that an hour of guessing takes no time. */
function cheapHash(pin: string): string {
  const salt = Buffer.alloc(16)
  return [
    'scrypt',
    2,
    1,
    1,
    salt.toString('base64'),
    scryptSync(pin, salt, 32, { N: 2, r: 1, p: 1 }).toString('base64'),
  ].join('$')
}

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())
afterEach(() => vi.useRealTimers())

test('a station that guesses for an hour leaves the person their tries at every other', async () => {
  const { payload } = database
  const { id } = await payload.create({
    collection: 'team',
    data: { name: 'Siti', pin: '2580', tenant: 'main' } as never,
  })
  await payload.db.updateOne({ collection: 'team', id, data: { pinHash: cheapHash('2580') }, returning: false })
  const ask = (account: string, pin: string) =>
    checkPin(payload, { tenant: 'main', personId: String(id), pin, account }).then(({ kind }) => kind)
  vi.useFakeTimers({ toFake: ['Date'] })
  const guesses: string[] = []
  for (let minute = 0; minute < 60; minute += 1) {
    for (let tries = 0; tries < 6; tries += 1) guesses.push(await ask('station:left-alone', '1111'))
    expect([minute, await ask('station:desk', '2580')]).toEqual([minute, 'right'])
    vi.setSystemTime(Date.now() + 60_000)
  }
  expect(guesses.filter((kind) => kind === 'wrong').length).toBeLessThanOrEqual(20)
  expect(guesses).toContain('wait')
})
