import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '@/lib/domain'
import { onSqlite } from '../../support/chosen-database'
import { startServer, type TestServer } from '../../support/server'
import { askDatabase } from '../../support/test-databases'
import { addStation, apply, command, look, newOrder, send, sendInParts, sendOne, takeOrder } from './site'

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

  test('is answered to nobody but who sent it', async () => {
    const sent = newOrder('OWN 1')
    await send(server, server.asStation(), sent)
    expect(await sendOne(server, server.asAdmin(), sent)).toMatchObject({
      status: 'rejected',
      code: 'forbidden',
      current: null,
    })
    expect(await sendOne(server, server.asStation(), sent)).toMatchObject({ status: 'duplicate' })
  })
})

describe('a server killed between command and answer', () => {
  test('has done each command once after all were sent again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ax-commands-'))
    let server = await startServer({ dataDir })
    const orders = Array.from({ length: 90 }, (_, index) => newOrder(`KILL ${index}`))
    try {
      // Killed three times on the way, each time further on.
      for (const progress of [1, 25, 55]) {
        const unanswered = sendInParts(server, server.asStation(), orders).then(
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

test('answers are forgotten by the server’s own running, not by its clock; what is older than the forgotten is not done again', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ax-forget-'))
  const env = { AX_ANSWERS_KEPT: '1', AX_ACTION_HOURS: '10000' }
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  /** What a server writes that has run for so many days when it answers. */
  const days = (count: number) => count * 86_400
  try {
    let server = await startServer({ dataDir, env })
    const [old, recent, newest] = (['close', 'open', 'open'] as const).map((door, index) =>
      command(`queue.${door}`, { queue: 'vip' }, { issuedAt: daysAgo(61 - index) }),
    ) as [Command, Command, Command]
    await send(server, server.asStation(), old, recent, newest)
    await server.stop()
    // All of them are old by the clock: that alone forgets nothing.
    await askDatabase(dataDir, 'UPDATE command_results SET created_at = ?', '2020-01-01T00:00:00.000Z')
    server = await startServer({ dataDir, env })
    for (const one of [old, recent, newest]) {
      expect(await sendOne(server, server.asStation(), one)).toMatchObject({ status: 'duplicate' })
    }
    await server.stop()
    const told = (uptime: number, { id }: Command) =>
      askDatabase(dataDir, 'UPDATE command_results SET uptime = ? WHERE command_id = ?', uptime, id)
    // The newest stays however old it is.
    await told(days(1), old)
    await told(days(3), recent)
    await told(days(0), newest)
    await askDatabase(
      dataDir,
      "INSERT INTO counters (tenant, name, value) VALUES ('*', 'uptime', ?) ON CONFLICT (tenant, name) DO UPDATE SET value = excluded.value",
      days(62),
    )
    server = await startServer({ dataDir, env })
    const answers = await send(server, server.asStation(), recent, newest, old)
    expect(answers.map(({ status }) => status)).toEqual(['duplicate', 'duplicate', 'rejected'])
    expect(answers[2]).toMatchObject({ reason: 'rules.command.too_old' })
    const fresh = command('queue.open', { queue: 'vip' })
    expect(await sendOne(server, server.asStation(), fresh)).toMatchObject({ status: 'applied' })
    await server.stop()
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})

describe('a command that the server fails on', () => {
  test('is refused the fifth time, so that what stands behind it is done', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ax-fails-'))
    try {
      let server = await startServer({ dataDir })
      await server.stop()
      // No list: whoever takes a car out of this queue, or puts one in, fails.
      await askDatabase(dataDir, "UPDATE queues SET entries = '7' WHERE queue_id = 'vip'")
      server = await startServer({ dataDir })
      const before = newOrder()
      const bad = newOrder('BAD 1', { queue: 'vip' })
      const behind = newOrder()
      const desk = server.asStation()
      // What was done before it is answered all the same.
      expect((await send(server, desk, before, bad, behind)).map(({ id }) => id)).toEqual([before.id])
      for (let again = 2; again < 5; again += 1) await expect(send(server, desk, bad, behind)).rejects.toThrow('500')
      const [refused, done] = await send(server, desk, bad, behind)
      expect(refused).toMatchObject({ status: 'rejected', code: 'invalid', reason: 'rules.command.cannot_execute' })
      expect(done).toMatchObject({ status: 'applied' })
      expect(await sendOne(server, desk, bad)).toEqual({ id: bad.id, status: 'duplicate', first: refused })
      await server.stop()
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })

  test.skipIf(!onSqlite || process.platform === 'win32')(
    'because its disk is full is tried for as long as that lasts',
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'ax-full-'))
      try {
        const first = await startServer({ dataDir })
        await first.stop()
        const { size } = statSync(databaseIn(dataDir))
        const full = await startServer({ dataDir, maxFileBytes: size + 512 * 1024 })
        const order = () => newOrder(undefined, { customerNotes: 'x'.repeat(2_000) })
        let failed: Command | undefined
        for (let taken = 0; !failed && taken < 500; taken += 1) {
          const one = order()
          await sendOne(full, full.asStation(), one).catch(() => {
            failed = one
          })
        }
        if (!failed) throw new Error('The disk was never full')
        for (let again = 0; again < 8; again += 1) {
          await expect(sendOne(full, full.asStation(), failed)).rejects.toThrow('storage_failed')
        }
        await full.kill9()
        const server = await startServer({ dataDir })
        expect(await sendOne(server, server.asStation(), failed)).toMatchObject({ status: 'applied' })
        await server.stop()
      } finally {
        rmSync(dataDir, { recursive: true, force: true })
      }
    },
  )
})

test('a station that is renamed still gets its answers', async () => {
  const server = await startServer()
  try {
    const sent = newOrder('NAME 1')
    const first = await apply(server, server.asStation(), sent)
    const { docs } = await server.rest<{ docs: { id: number }[] }>('GET', '/api/stations?where[name][equals]=desk')
    await server.rest('PATCH', `/api/stations/${docs[0]?.id}`, { name: 'front-desk' })
    expect(await sendOne(server, server.asStation(), sent)).toEqual({ id: sent.id, status: 'duplicate', first })
    // Another one that takes its old name gets none of them.
    const impostor = await addStation(server, { name: 'desk', role: 'cashier' })
    expect(await sendOne(server, impostor, sent)).toMatchObject({ status: 'rejected', code: 'forbidden' })
  } finally {
    await server.stop()
  }
})

test('a number that an order has already is passed over, and so is none after it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ax-numbers-'))
  try {
    let server = await startServer({ dataDir })
    const taken = [await takeOrder(server, server.asStation()), await takeOrder(server, server.asStation())]
    await server.stop()
    // As if they had been numbered by another hand, past the counter.
    await askDatabase(dataDir, "UPDATE counters SET value = 0 WHERE name LIKE 'orders-%'")
    server = await startServer({ dataDir })
    const numbers = [await takeOrder(server, server.asStation()), await takeOrder(server, server.asStation())]
    expect(taken.map(countOf)).toEqual([1, 2])
    expect(numbers.map(countOf)).toEqual([3, 4])
    await server.stop()
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})

const countOf = (orderID: string) => Number(orderID.split('-')[2])

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
