import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventSource } from 'eventsource'
import { afterEach, expect, it } from 'vitest'
import { Follower, until } from '../support/follower'
import { startServer, type TestServer } from '../support/server'
import { head, newOrder, rowOf } from '../support/site'

const UPDATES = 600
const WRITERS = 8
const KILLS = 3

const dataDir = mkdtempSync(join(tmpdir(), 'ax-kill-'))
const closers: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A client that knows nothing of this product: WHATWG's EventSource, which resumes with `Last-Event-ID` by itself. */
function plainClient(server: TestServer): { seqs: number[]; close(): void } {
  const seqs: number[] = []
  const source = new EventSource(`${server.url}/api/v1/sync/events`, {
    fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...server.asAdmin() } }),
  })
  for (const type of ['stage_change', 'status_update', 'payment_update', 'queue_update', 'order_created']) {
    source.addEventListener(type, (event) => seqs.push(Number(event.lastEventId.split('_')[2])))
  }
  return { seqs, close: () => source.close() }
}

it(`kill -9 of the server during a burst of ${UPDATES} updates: both clients end with every seq exactly once`, async () => {
  let server = await startServer({ dataDir, env: { AX_HEARTBEAT_MS: '500' } })
  const { port } = server
  // Each writer an order of its own: of two who edit the same one at once, the later may be told so.
  const rows: (string | number)[] = []
  for (let writer = 0; writer < WRITERS; writer += 1) rows.push(await rowOf(server, await newOrder(server)))
  const follower = new Follower(server.url, server.asAdmin())
  await follower.start()
  closers.push(() => follower.stop())
  await until('the first picture', () => follower.status.freshness.kind === 'current')
  const plain = plainClient(server)
  closers.push(() => plain.close())
  const before = await head(server)
  // Live only without a cursor: the plain client must have had one event before the first kill.
  await server.rest('PATCH', `/api/orders/${rows[0]}`, { staffNotes: 'first' })
  await until('the plain client is live', () => plain.seqs.length === 1)

  let next = 0
  let acknowledged = 0
  let lastAcknowledged = ''
  let isUp = true
  const write = async (row: string | number) => {
    while (next < UPDATES) {
      next += 1
      const note = `update ${next}`
      try {
        await server.rest('PATCH', `/api/orders/${row}`, { staffNotes: note })
        acknowledged += 1
        lastAcknowledged = note
      } catch {
        // The server is down or was killed in the middle of the answer; the next update goes on when it is back.
        await until('the server is back', () => isUp, 180_000)
      }
    }
  }
  const writers = Promise.all(rows.map(write))
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const at = Math.floor((UPDATES * (kill - 0.3 * Math.random())) / (KILLS + 1))
    await until(`update ${at}`, () => next >= at, 180_000)
    isUp = false
    await server.kill9()
    server = await startServer({ dataDir, port, env: { AX_HEARTBEAT_MS: '500' } })
    isUp = true
  }
  await writers
  closers.push(() => server.stop())

  const last = await head(server)
  await until(`the station is at ${last}`, () => follower.seqs.at(-1) === last, 120_000)
  await until(`the plain client is at ${last}`, () => plain.seqs.at(-1) === last, 120_000)
  const every = Array.from({ length: last - before }, (_, index) => before + 1 + index)
  expect(follower.seqs).toEqual(every)
  expect(plain.seqs).toEqual(every)
  expect(last - before).toBeGreaterThanOrEqual(acknowledged)
  expect(acknowledged).toBeGreaterThan(UPDATES / 2)
  expect(lastAcknowledged).not.toBe('')
  // Beside the suites with pages it waits for its turn.
}, 360_000)
