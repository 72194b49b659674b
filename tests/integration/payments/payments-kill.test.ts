import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Command } from '@/lib/domain'
import { startServer, type TestServer } from '../../support/server'
import { askDatabase } from '../../support/test-databases'
import { apply, command, send, sendInParts, takeOrder } from '../commands/site'

const ORDERS = 60

interface Order {
  readonly orderID: string
  readonly held: number
  readonly recorded: number
}

/** What each order holds, and what its records add up to. */
const heldAndRecorded = (dataDir: string) =>
  askDatabase<Order>(
    dataDir,
    `SELECT o.order_i_d AS "orderID", o.paid_amount AS held,
       (SELECT coalesce(sum(amount), 0) FROM payments p WHERE p.tenant = o.tenant AND p.order_i_d = o.order_i_d) AS recorded
     FROM orders o`,
  )

const paid = async (dataDir: string) => (await heldAndRecorded(dataDir)).filter(({ held }) => held > 0).length

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`It never came to ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

test('a server killed while money is taken keeps a payment with its record or neither, and each once', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ax-payments-'))
  let server = await startServer({ dataDir })
  try {
    const numbers: string[] = []
    const payments: Command[] = []
    for (let index = 0; index < ORDERS; index += 1) {
      const orderID = await takeOrder(server, server.asStation(), { queue: index % 2 ? 'vip' : 'regular' })
      numbers.push(orderID)
      payments.push(command('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 900 + index }))
    }
    // Killed three times on the way, each time further on.
    for (const progress of [1, 15, 35]) {
      const unanswered = sendInParts(server, server.asStation(), payments).then(
        () => 'answered',
        () => 'lost',
      )
      await until(`${progress} payments`, async () => (await paid(dataDir)) >= progress)
      await server.kill9()
      expect(await unanswered).toBe('lost')
      for (const { orderID, held, recorded } of await heldAndRecorded(dataDir))
        expect([orderID, recorded]).toEqual([orderID, held])
      server = await startServer({ dataDir })
    }
    await send(server, server.asStation(), ...payments)
    await refund(server, numbers[0] as string)
    const orders = await heldAndRecorded(dataDir)
    expect(orders.filter(({ held }) => held > 0)).toHaveLength(ORDERS - 1)
    for (const { orderID, held, recorded } of orders) expect([orderID, recorded]).toEqual([orderID, held])
  } finally {
    await server.kill9()
    rmSync(dataDir, { recursive: true, force: true })
  }
})

const refund = (server: TestServer, orderID: string) =>
  apply(server, server.asAdmin(), command('order.setPayment', { orderID, action: 'refund', reason: 'Test' }))

test('nobody writes, changes or deletes a record over REST, an administrator of all sites neither', async () => {
  const server = await startServer()
  try {
    const orderID = await takeOrder(server, server.asStation())
    await apply(
      server,
      server.asStation(),
      command('order.setPayment', { orderID, action: 'pay', method: 'card', amount: 1500 }),
    )
    const { docs } = await server.rest<{ docs: { id: number; amount: number }[] }>('GET', '/api/payments')
    expect(docs).toMatchObject([{ orderID, amount: 1500, method: 'card', station: 'desk', kind: 'payment' }])
    const ask = async (method: string, path: string, headers = server.asAdmin()) => {
      const body = method === 'POST' || method === 'PATCH' ? '{"amount":1,"tenant":"main","orderID":"x"}' : undefined
      const sent = { method, headers: { ...headers, 'Content-Type': 'application/json' }, body }
      return (await fetch(`${server.url}${path}`, sent)).status
    }
    expect(await ask('POST', '/api/payments')).toBe(403)
    for (const path of [`/api/payments/${docs[0]?.id}`, '/api/payments?where[amount][greater_than]=0']) {
      expect([path, await ask('PATCH', path), await ask('DELETE', path)]).toEqual([path, 403, 403])
    }
    // A desk takes money and does not read the books.
    expect(await ask('GET', '/api/payments', server.asStation())).toBe(403)
    expect((await server.rest<{ docs: unknown[] }>('GET', '/api/payments')).docs).toEqual(docs)
  } finally {
    await server.stop()
  }
})
