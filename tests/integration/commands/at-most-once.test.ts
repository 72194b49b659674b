import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '@/lib/sync/protocol'
import { startServer, type TestServer } from '../../support/server'
import { apply, command, look, newOrder, send, sendOne, takeOrder } from './site'

describe('a command that is sent again', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  test('is answered with its first result and done once', async () => {
    const order = newOrder('AGAIN 1')
    const first = await apply(server, server.asStation(), order)
    const second = await sendOne(server, server.asStation(), order)
    expect(second).toEqual({ id: order.id, status: 'duplicate', first })
    const { orders } = await look(server)
    expect(orders.filter(({ vehicle }) => vehicle?.plate === 'AGAIN 1')).toHaveLength(1)
  })

  test('by twenty clients at once is applied once', async () => {
    const order = newOrder('TWENTY 20')
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendOne(server, server.asStation(), order)))
    expect(answers.filter(({ status }) => status === 'applied')).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 'duplicate')).toHaveLength(19)
    const { orders } = await look(server)
    expect(orders.filter(({ vehicle }) => vehicle?.plate === 'TWENTY 20')).toHaveLength(1)
  })

  test('twice in one request is done once', async () => {
    const order = newOrder('TWICE 2')
    const answers = await send(server, server.asStation(), order, order)
    expect(answers.map(({ status }) => status)).toEqual(['applied', 'duplicate'])
  })

  test('keeps its rejection, even once it would be allowed', async () => {
    const orderID = await takeOrder(server, server.asStation())
    const early = command('order.setStage', { orderID, stage: 'paid' })
    const refused = await sendOne(server, server.asStation(), early)
    expect(refused).toMatchObject({ status: 'rejected', code: 'not_allowed' })
    await apply(server, server.asStation(), command('order.setStage', { orderID, stage: 'billed' }))
    await apply(
      server,
      server.asStation(),
      command('order.setPayment', { orderID, action: 'pay', method: 'card', amount: 1500 }),
    )
    expect(await sendOne(server, server.asStation(), early)).toEqual({
      id: early.id,
      status: 'duplicate',
      first: refused,
    })
  })

  test('leaves nothing of a rejected one behind', async () => {
    const before = await look(server)
    const bad = newOrder('NOTHING 0', { services: [{ serviceId: 'no-such-service', optionIds: [] }] })
    expect(await sendOne(server, server.asStation(), bad)).toMatchObject({ status: 'rejected', code: 'invalid' })
    expect((await look(server)).head).toBe(before.head)
  })

  test('the commands of one request are done in their order', async () => {
    const orderID = await takeOrder(server, server.asStation(), { queue: 'vip' })
    const stages = ['open', 'billed', 'cancelled'].map((stage) => command('order.setStage', { orderID, stage }))
    const answers = await send(server, server.asAdmin(), ...stages)
    const seqs = answers.map((answer) => (answer.status === 'applied' ? answer.seq : Number.NaN))
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
    expect((await look(server)).order(orderID).stage).toBe('cancelled')
  })
})

describe('a server killed between command and answer', () => {
  test('has done each command once after all were sent again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ax-commands-'))
    let server = await startServer({ dataDir })
    const orders = Array.from({ length: 90 }, (_, index) => newOrder(`KILL ${index}`))
    try {
      // Killed three times on the way, each time further on, in the middle of a request.
      for (const progress of [1, 25, 55]) {
        const unanswered = send(server, server.asStation(), ...orders).then(
          () => 'answered',
          () => 'lost',
        )
        await orderCount(server, progress)
        await server.kill9()
        expect(await unanswered).toBe('lost')
        server = await startServer({ dataDir })
      }
      const answers = await send(server, server.asStation(), ...orders)
      const statuses = new Set(answers.map(({ status }) => status))
      expect([...statuses].sort()).toEqual(['applied', 'duplicate'])
      const state = await look(server)
      const plates = state.orders.map(({ vehicle }) => vehicle?.plate).filter((plate) => plate?.startsWith('KILL '))
      expect(plates).toHaveLength(orders.length)
      expect(new Set(plates).size).toBe(orders.length)
      expect(new Set(state.orders.map(({ orderID }) => orderID)).size).toBe(state.orders.length)
      expect(new Set(state.waiting('regular')).size).toBe(orders.length)
    } finally {
      await server.kill9()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})

test('an answer is kept for sixty days and among the newest; what is older than the forgotten is not done again', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ax-forget-'))
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  try {
    let server = await startServer({ dataDir, env: { AX_ANSWERS_KEPT: '1' } })
    const [old, recent, newest] = (['close', 'open', 'open'] as const).map((door, index) =>
      command(`queue.${door}`, { queue: 'vip' }, { issuedAt: daysAgo(61 - index) }),
    ) as [Command, Command, Command]
    await send(server, server.asStation(), old, recent, newest)
    await server.stop()
    const database = new Database(databaseIn(dataDir))
    const backdate = database.prepare('UPDATE command_results SET created_at = ? WHERE command_id = ?')
    // The newest stays whatever the clock says.
    for (const [days, { id }] of [
      [61, old],
      [59, recent],
      [70, newest],
    ] as const)
      backdate.run(daysAgo(days), id)
    database.close()
    server = await startServer({ dataDir, env: { AX_ANSWERS_KEPT: '1' } })
    const answers = await send(server, server.asStation(), recent, newest, old)
    expect(answers.map(({ status }) => status)).toEqual(['duplicate', 'duplicate', 'rejected'])
    expect(answers[2]).toMatchObject({ reason: 'rules.command.too_old' })
    expect(await sendOne(server, server.asStation(), command('queue.open', { queue: 'vip' }))).toMatchObject({
      status: 'applied',
    })
    await server.stop()
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})

test('an answer is given to nobody but who sent the command', async () => {
  const server = await startServer()
  try {
    const sent = newOrder('OWN 1')
    await send(server, server.asStation(), sent)
    expect(await sendOne(server, server.asAdmin(), sent)).toMatchObject({
      status: 'rejected',
      code: 'forbidden',
      current: null,
    })
    expect(await sendOne(server, server.asStation(), sent)).toMatchObject({ status: 'duplicate' })
  } finally {
    await server.stop()
  }
})

/** The database file in a server's data directory. */
function databaseIn(dataDir: string): string {
  const name = readdirSync(dataDir).find((file) => file.endsWith('.db'))
  if (!name) throw new Error(`There is no database in ${dataDir}`)
  return join(dataDir, name)
}

/** Waits until the server has at least so many orders. */
async function orderCount(server: TestServer, atLeast: number): Promise<void> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    const { totalDocs } = await server.rest<{ totalDocs: number }>('GET', '/api/orders/count')
    if (totalDocs >= atLeast) return
  }
  throw new Error(`The server did not reach ${atLeast} orders`)
}
