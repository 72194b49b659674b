import fs from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { openSse } from '../../support/sse-client'

const WRITERS = 32
const SECONDS = process.env.CI ? 20 : Number(process.env.AX_TEST_SECONDS ?? 20)
/** Measured at rest: some 40. One connection a transaction, left to the collector, would be hundreds. */
const MOST_OPEN_FILES = 160

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

/** Open files that are not sockets (Linux). */
const openFiles = () =>
  fs.readdirSync(`/proc/${server.pid}/fd`).filter((fd) => {
    try {
      return !fs.readlinkSync(`/proc/${server.pid}/fd/${fd}`).startsWith('socket:')
    } catch {
      return false
    }
  }).length

test(
  `${WRITERS} writers through REST for ${SECONDS} s: no failure, no number missing or doubled, open files bounded`,
  async () => {
    const stream = await openSse(`${server.url}/api/v1/sync/events`, server.asAdmin())
    const start = Number((await stream.wait((frame) => frame.id !== null)).id?.split('_')[2])
    const orders = await Promise.all(Array.from({ length: WRITERS }, () => server.createOrder()))
    const deadline = Date.now() + SECONDS * 1000
    const statuses = new Map<number, number>()
    const done = new Map<string, number>()
    let mostFiles = 0
    await Promise.all(
      orders.map(async (order, writer) => {
        for (let round = 1; Date.now() < deadline; round += 1) {
          const response = await fetch(`${server.url}/api/orders/${order.id}?depth=0`, {
            method: 'PATCH',
            headers: { ...server.asAdmin(), 'Content-Type': 'application/json' },
            body: JSON.stringify({ customerNotes: `${writer}/${round}` }),
          })
          await response.arrayBuffer()
          statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
          if (response.ok) done.set(order.orderID, round)
          if (writer === 0 && process.platform === 'linux') mostFiles = Math.max(mostFiles, openFiles())
        }
      }),
    )
    expect([...statuses.keys()]).toEqual([200])
    const updates = [...done.values()].reduce((sum, rounds) => sum + rounds, 0)
    const last = start + WRITERS + updates
    await stream.wait((frame) => frame.id?.endsWith(`_${last}`) === true)
    const seqs = stream.events().map(({ id }) => Number(id?.split('_')[2]))
    expect(seqs).toEqual(Array.from({ length: WRITERS + updates }, (_, index) => start + 1 + index))
    // Each writer's changes are in the log in the order it made them.
    for (const [writer, order] of orders.entries()) {
      const notes = stream
        .events()
        .filter(({ data }) => data.orderID === order.orderID && data.eventType === 'status_update')
      expect(notes.map(({ data }) => data.data.order.customerNotes)).toEqual(
        Array.from({ length: done.get(order.orderID) ?? 0 }, (_, round) => `${writer}/${round + 1}`),
      )
    }
    expect(mostFiles).toBeLessThan(MOST_OPEN_FILES)
    console.log(`${updates} updates in ${SECONDS} s, at most ${mostFiles} open files`)
    stream.close()
  },
  SECONDS * 1000 + 60_000,
)
