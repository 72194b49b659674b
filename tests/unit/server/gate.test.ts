import type { IncomingMessage } from 'node:http'
import type { Payload } from 'payload'
import { expect, test, vi } from 'vitest'
import type { Identity } from '@/cms/access/identity'
import { MOST_LOOKED_AT } from '@/cms/database'
import { Gate } from '@/cms/sync/http/gate'

const STAFF = { collection: 'users', id: 7, role: 'staff', tenant: 'main' }
const request = {
  headers: { authorization: 'JWT x' },
  socket: { remoteAddress: '10.0.0.1' },
} as unknown as IncomingMessage

/** A gate whose look-ups are answered by the test, one by one. */
function gate() {
  const asked: ((user: object | null) => void)[] = []
  const database: (() => never)[] = []
  const authenticate = () => new Promise((resolve) => asked.push((user) => resolve({ user })))
  const payload = {
    authStrategies: [{ name: 'asked', authenticate }],
    db: { findOne: async () => database.shift()?.() ?? null },
    logger: { error: () => undefined },
  } as unknown as Payload
  return { gate: new Gate(payload, 100), asked, database }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a look-up under way while the account is revoked is not believed: it is asked again', async () => {
  const { gate: door, asked } = gate()
  const admitted = door.admit(request).then(
    () => 'let in',
    (error: { code: string }) => error.code,
  )
  await settled()
  // The row was read before the change, the answer comes after it.
  door.forget()
  asked[0]?.(STAFF)
  await settled()
  expect(asked).toHaveLength(2)
  asked[1]?.(null)
  await settled()
  asked[2]?.(null)
  expect(await admitted).toBe('unauthorized')
})

test('nor is it kept for those who come later', async () => {
  const { gate: door, asked } = gate()
  const first = door.admit(request)
  await settled()
  door.forget()
  const second = door.admit(request)
  await settled()
  expect(asked).toHaveLength(2)
  asked[0]?.(STAFF)
  asked[1]?.(STAFF)
  await Promise.all([first, second])
  await door.admit(request)
  expect(asked).toHaveLength(2)
})

test('who was admitted before a change knows it, so that no stream is opened past it', async () => {
  const { gate: door, asked } = gate()
  const admitting = door.admit(request)
  await settled()
  asked[0]?.(STAFF)
  const admitted = await admitting
  expect(admitted.current()).toBe(true)
  door.forget()
  expect(admitted.current()).toBe(false)
})

test('an address that fails often is told the truth still, and later', async () => {
  const { gate: door, asked } = gate()
  const fails = async () => {
    const refused = door.admit(request).catch((error: { code: string }) => error.code)
    // What found nobody is looked up once more.
    for (const _ of ['first', 'second']) {
      await settled()
      asked.at(-1)?.(null)
    }
    return refused
  }
  for (let times = 0; times < 300; times += 1) expect(await fails()).toBe('unauthorized')
  const began = performance.now()
  expect(await fails()).toBe('unauthorized')
  expect(performance.now() - began).toBeGreaterThan(900)
  // Whoever signs in from there is let in at once.
  const admitted = door.admit({ ...request, headers: { authorization: 'JWT good' } } as unknown as IncomingMessage)
  await settled()
  asked.at(-1)?.(STAFF)
  expect((await admitted).identity).toMatchObject({ kind: 'user' })
})

test('a database that cannot be read refuses nobody as unknown', async () => {
  const { gate: door, asked, database } = gate()
  database.push(() => {
    throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' })
  })
  const admitted = door.admit(request).then(
    () => 'let in',
    (error: { code: string }) => error.code,
  )
  await settled()
  asked[0]?.(null)
  expect(await admitted).toBe('storage_failed')
})

test('one look-up that failed is made again', async () => {
  const { gate: door, asked } = gate()
  const admitted = door.admit(request)
  await settled()
  asked[0]?.(null)
  await settled()
  asked[1]?.(STAFF)
  expect((await admitted).user).toEqual(STAFF)
})

test('who looks through orders takes a few seconds of the server a minute at most, however many searches are under way', async () => {
  const { gate: door } = gate()
  const desk = { kind: 'station', id: 1 } as Identity
  const look = () =>
    door.admitToLookThrough(desk).then(
      (looking) => looking,
      ({ code }: { code: string }) => code,
    )
  // What finds at once costs next to nothing.
  for (let count = 0; count < 200; count += 1) await (await door.admitToLookThrough(desk)).ended(500)
  const underWay = await Promise.all(Array.from({ length: 30 }, look))
  expect(underWay.filter((looking) => looking === 'rate_limited')).toHaveLength(17)
  await (await door.admitToLookThrough({ ...desk, id: 2 })).ended(MOST_LOOKED_AT)
})

test('what a search did not take of a minute is not given to the next', async () => {
  vi.useFakeTimers()
  const { gate: door } = gate()
  const desk = { kind: 'station', id: 1 } as Identity
  const looking = await Promise.all(Array.from({ length: 15 }, () => door.admitToLookThrough(desk)))
  vi.advanceTimersByTime(60_001)
  await Promise.all(looking.map(({ ended }) => ended(0)))
  const next = Array.from({ length: 16 }, () => door.admitToLookThrough(desk))
  expect(
    (await Promise.allSettled(next)).map(({ status }) => status).filter((status) => status === 'fulfilled'),
  ).toHaveLength(15)
  vi.useRealTimers()
})
