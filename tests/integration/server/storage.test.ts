import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { openSse } from '../../support/sse-client'

let dataDir: string

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-storage-'))
})
afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }))

interface Row {
  customerNotes: string
  version: number
}

const patch = (server: TestServer, id: number, customerNotes: string) =>
  fetch(`${server.url}/api/orders/${id}`, {
    method: 'PATCH',
    headers: { ...server.asAdmin(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ customerNotes }),
  })

const health = async (server: TestServer) =>
  (await (await fetch(`${server.url}/api/v1/sync/health`, { headers: server.asAdmin() })).json()) as {
    epoch: string
    head: number
  }

describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  test('a commit it refuses is an error to the caller, and nothing of it is kept', async () => {
    const first = await startServer({ dataDir })
    const order = await first.createOrder()
    await first.stop()
    const size = fs.statSync(path.join(dataDir, 'ax-station.db')).size
    // No file of this server may grow beyond this: what a full disk does, without filling one.
    const limited = await startServer({ dataDir, maxFileBytes: size + 512 * 1024 })
    const before = await health(limited)
    const stream = await openSse(`${limited.url}/api/v1/sync/events`, limited.asAdmin())
    await stream.wait((frame) => frame.id !== null)

    let kept = ''
    let refused: Response | undefined
    for (let index = 1; index <= 500 && !refused; index += 1) {
      const note = `${index} ${'x'.repeat(1_900)}`
      const response = await patch(limited, order.id, note)
      if (response.ok) kept = note
      else refused = response
    }
    expect(refused?.status).toBe(503)
    expect(await refused?.json()).toMatchObject({ errors: [{ data: { code: 'storage_failed' } }] })

    const row = await limited.rest<Row>('GET', `/api/orders/${order.id}?depth=0`)
    expect(row.customerNotes).toBe(kept)
    const after = await health(limited)
    expect(after).toMatchObject({ epoch: before.epoch, head: before.head + row.version - 1 })
    await stream.wait((frame) => frame.id?.endsWith(`_${after.head}`) === true)
    expect(stream.events().at(-1)?.data.data.order.customerNotes).toBe(kept)
    stream.close()
    await limited.kill9()

    const healed = await startServer({ dataDir })
    expect(await healed.rest<Row>('GET', `/api/orders/${order.id}?depth=0`)).toMatchObject({ customerNotes: kept })
    expect((await patch(healed, order.id, 'room again')).status).toBe(200)
    expect(await health(healed)).toMatchObject({ epoch: before.epoch, head: after.head + 1 })
    await healed.stop()
  })
})

describe('kill -9 in a burst', () => {
  test('after the restart: every number once, the same epoch, every acknowledged change there', async () => {
    const first = await startServer({ dataDir })
    const orders = await Promise.all(Array.from({ length: 8 }, () => first.createOrder()))
    const before = await health(first)
    const acknowledged = new Map<number, number>()
    let down = false
    const writers = orders.map(async (order) => {
      for (let round = 1; !down; round += 1) {
        const response = await patch(first, order.id, String(round)).catch(() => null)
        if (!response?.ok) return
        // The status is the promise; the kill may cut the body off.
        acknowledged.set(order.id, round)
        await response.arrayBuffer().catch(() => null)
      }
    })
    await expect
      .poll(() => [...acknowledged.values()].reduce((a, b) => a + b, 0), { timeout: 20_000 })
      .toBeGreaterThan(60)
    await first.kill9()
    down = true
    await Promise.all(writers)

    const second = await startServer({ dataDir, port: first.port })
    const after = await health(second)
    expect(after.epoch).toBe(before.epoch)
    const stream = await openSse(`${second.url}/api/v1/sync/events`, {
      ...second.asAdmin(),
      'Last-Event-ID': `event_${before.epoch}_${before.head}`,
    })
    await stream.wait((frame) => frame.id?.endsWith(`_${after.head}`) === true)
    const seqs = stream.events().map(({ id }) => Number(id?.split('_')[2]))
    expect(seqs).toEqual(Array.from({ length: after.head - before.head }, (_, index) => before.head + 1 + index))
    for (const order of orders) {
      const row = await second.rest<Row>('GET', `/api/orders/${order.id}?depth=0`)
      const last = stream.events().findLast(({ data }) => data.orderID === order.orderID)
      expect(Number(row.customerNotes)).toBeGreaterThanOrEqual(acknowledged.get(order.id) ?? 0)
      expect(last?.data.data.order).toMatchObject({ customerNotes: row.customerNotes, version: row.version })
    }
    stream.close()
    await second.stop()
  })
})

describe('a database put back from a copy', () => {
  test('begins a new epoch: its numbers would mean other events', async () => {
    const first = await startServer({ dataDir })
    const order = await first.createOrder()
    await first.stop()
    const database = path.join(dataDir, 'ax-station.db')
    const copy = fs.readFileSync(database)

    const second = await startServer({ dataDir })
    expect((await patch(second, order.id, 'after the copy')).status).toBe(200)
    const before = await health(second)
    await second.stop()
    for (const file of [`${database}-wal`, `${database}-shm`]) fs.rmSync(file, { force: true })
    fs.writeFileSync(database, copy)

    const restored = await startServer({ dataDir })
    const after = await health(restored)
    expect(after.epoch).not.toBe(before.epoch)
    const page = await fetch(`${restored.url}/api/v1/sync/events?lastEventId=event_${before.epoch}_${before.head}`, {
      headers: { ...restored.asAdmin(), Accept: 'application/json' },
    })
    expect(await page.json()).toMatchObject({ reset: 'epoch_changed' })
    await restored.stop()
  })
})
