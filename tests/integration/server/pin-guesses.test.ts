import { scryptSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { hashingTurns } from '@/cms/access/hashing-turns'
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

async function addSomebody(pinHash: string): Promise<string> {
  const { payload } = database
  const { id } = await payload.create({
    collection: 'team',
    data: { name: 'Siti', pin: '2580', tenant: 'main' } as never,
  })
  await setHash(id, pinHash)
  return String(id)
}
const setHash = (id: string | number, pinHash: string) =>
  database.payload.db.updateOne({ collection: 'team', id, data: { pinHash }, returning: false })

const ask = (account: string, personId: string, pin: string) =>
  checkPin(database.payload, { tenant: 'main', personId, pin, account }).then(({ kind }) => kind)

test('a station that guesses for an hour leaves the person their tries at every other', async () => {
  const siti = await addSomebody(cheapHash('2580'))
  vi.useFakeTimers({ toFake: ['Date'] })
  const guesses: string[] = []
  for (let minute = 0; minute < 60; minute += 1) {
    for (let tries = 0; tries < 6; tries += 1) guesses.push(await ask('station:left-alone', siti, '1111'))
    expect([minute, await ask('station:desk', siti, '2580')]).toEqual([minute, 'right'])
    vi.setSystemTime(Date.now() + 60_000)
  }
  expect(guesses.filter((kind) => kind === 'wrong').length).toBeLessThanOrEqual(20)
  expect(guesses).toContain('wait')
})

/** Until the returned function is called, nobody else gets a turn. */
async function takeAllTurns(): Promise<() => void> {
  const ends: (() => void)[] = []
  let isOver = false
  for (;;) {
    const turn = hashingTurns.take().then((end) => {
      if (end && isOver) end()
      else if (end) ends.push(end)
      return end
    })
    // Whoever has to wait in line has not come back by now, and whoever is sent away has.
    if ((await Promise.race([turn, new Promise((resolve) => setImmediate(resolve, 'waits'))])) === null) break
  }
  return () => {
    isOver = true
    for (const end of ends) end()
  }
}

test('a PIN that the server was too busy to compare is no wrong one', async () => {
  const siti = await addSomebody(cheapHash('2580'))
  const end = await takeAllTurns()
  const unanswered: string[] = []
  try {
    for (let tries = 0; tries < 40; tries += 1) unanswered.push(await ask('station:desk', siti, '2580'))
  } finally {
    end()
  }
  expect(new Set(unanswered)).toEqual(new Set(['busy']))
  for (let tries = 0; tries < 4; tries += 1) expect(await ask('station:desk', siti, '1111')).toBe('wrong')
  expect(await ask('station:desk', siti, '2580')).toBe('right')
})

test('whoever has to wait is told so at once, and keeps nobody from being compared', async () => {
  const siti = await addSomebody(cheapHash('2580'))
  const everybodyElse = Array.from({ length: 30 }, (_, place) => `station:other-${place}`)
  for (let tries = 0; tries < 5; tries += 1) expect(await ask('station:desk', siti, '1111')).toBe('wrong')
  const end = await takeAllTurns()
  try {
    expect(await ask('station:desk', siti, '2580')).toBe('wait')
  } finally {
    end()
  }
  for (const account of everybodyElse.slice(5)) expect(await ask(account, siti, '1111')).toBe('wrong')
  const endAgain = await takeAllTurns()
  try {
    for (const account of everybodyElse.slice(0, 5)) expect(await ask(account, siti, '2580')).toBe('wait')
  } finally {
    endAgain()
  }
})

test('nor is one whose hash takes more memory than there is, or one that all accounts together have to wait for', async () => {
  const siti = await addSomebody(cheapHash('2580').replace('scrypt$2$1', 'scrypt$1048576$8'))
  for (let tries = 0; tries < 40; tries += 1) expect(await ask('station:desk', siti, '2580')).toBe('busy')
  await setHash(siti, cheapHash('2580'))
  vi.useFakeTimers({ toFake: ['Date'] })
  for (let place = 0; place < 30; place += 1) expect(await ask(`station:${place}`, siti, '1111')).toBe('wrong')
  for (let tries = 0; tries < 10; tries += 1) expect(await ask('station:desk', siti, '2580')).toBe('wait')
  // As they waited for the others, the hour of the others ends their waiting.
  vi.setSystemTime(Date.now() + 60 * 60_000 - 10 * 60_000)
  for (let tries = 0; tries < 10; tries += 1) expect(await ask('station:desk', siti, '2580')).toBe('wait')
  vi.setSystemTime(Date.now() + 11 * 60_000)
  expect(await ask('station:desk', siti, '2580')).toBe('right')
})

test('a hash that nobody can read is no PIN', async () => {
  const siti = await addSomebody('md5$abc')
  for (let tries = 0; tries < 7; tries += 1) expect(await ask('station:desk', siti, '2580')).toBe('nobody')
})
