import { pbkdf2Sync, randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CommandType } from '@/lib/domain'
import { openDatabase } from '../../support/database'
import { startServer, type TestServer } from '../../support/server'

/** Where a site of the first release was left: one car is waiting, one in the bay, one paid and gone. */
const OLD = ['AX-20261120-001', 'AX-20261120-002', 'AX-20261120-003'] as const
const JOB = '3f0e7a52-6a7e-4f8e-9a6b-0c54b1a6f001'
const [WAITING, WASHING, GONE] = OLD

let folder: string
let server: TestServer
let fresh: TestServer
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-upgrade-'))
  const first = await openDatabase({ before: '_whatsapp_and_service_keys' })
  const file = new Database(first.file)
  fillAsTheFirstRelease(file)
  file.close()
  fs.copyFileSync(first.file, path.join(folder, 'ax-station.db'))
  if (fs.existsSync(`${first.file}-wal`)) fs.copyFileSync(`${first.file}-wal`, path.join(folder, 'ax-station.db-wal'))
  await first.close()
  fs.writeFileSync(path.join(folder, 'secret'), randomBytes(32).toString('hex'))
  server = await startServer({ dataDir: folder })
  fresh = await startServer()
})
afterAll(async () => {
  await Promise.all([server?.stop(), fresh?.stop()])
  fs.rmSync(folder, { recursive: true, force: true })
})

function fillAsTheFirstRelease(file: Database.Database): void {
  const insert = (table: string, row: Record<string, string | number | null>) => {
    const names = Object.keys(row)
    file
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`)
      .run(row)
  }
  const at = '2026-11-20T02:00:00.000Z'
  const services = JSON.stringify([{ serviceId: 'wash', name: 'Wash', price: 2_500, minutes: 25, options: [] }])
  const salt = randomBytes(32).toString('hex')
  insert('tenants', { tenant_id: 'main', name: 'Old Town Wash', currency: 'MYR', time_zone: 'Asia/Kuala_Lumpur' })
  insert('users', {
    email: 'owner@example.test',
    name: 'Owner',
    role: 'admin',
    tenant: null,
    salt,
    hash: pbkdf2Sync('correct horse battery', salt, 25_000, 512, 'sha256').toString('hex'),
  })
  insert('services', { service_id: 'wash', name: 'Wash', price: 2_500, tenant: 'main' })
  insert('services_steps', { _order: 1, _parent_id: 1, id: 'step-1', key: 'foam', name: 'Foam', minutes: 5 })
  insert('customers', { name: 'Aminah', phone: '+60121234567', tenant: 'main' })
  insert('vehicles', { plate: 'WXY 1234', owner_id: 1, tenant: 'main' })
  const order = (orderID: string, plate: string, row: Record<string, string | number>) =>
    insert('orders', {
      order_i_d: orderID,
      plate,
      services,
      total_amount: 2_500,
      tenant: 'main',
      vehicle_type: 'sedan',
      customer_id: 1,
      changed_at: at,
      created_at: at,
      ...row,
    })
  order(WAITING, 'WXY 1234', { stage: 'initiated', queue: 'regular', staff_notes: 'scratch on the left door' })
  order(WASHING, 'VBC 77', { stage: 'in_progress', overall_status: 'in_progress', bay_id: 'bay-1' })
  order(GONE, 'JQK 9', { stage: 'completed', overall_status: 'picked_up', payment_status: 'paid', paid_amount: 2_500 })
  insert('queues', {
    queue_id: 'regular',
    name: 'Regular',
    entries: JSON.stringify([{ orderID: WAITING, enteredAt: at }]),
    tenant: 'main',
  })
  insert('bays', {
    bay_id: 'bay-1',
    name: 'Bay 1',
    status: 'occupied',
    order_i_d: WASHING,
    job_id: JOB,
    tenant: 'main',
  })
  insert('bays', { bay_id: 'bay-2', name: 'Bay 2', tenant: 'main' })
  const steps = [
    {
      stepId: 'wash.foam',
      name: 'Foam',
      minutes: 5,
      status: 'in_progress',
      startedAt: at,
      finishedAt: null,
      skipReason: null,
    },
  ]
  insert('jobs', {
    job_id: JOB,
    order_i_d: WASHING,
    bay_id: 'bay-1',
    plate: 'VBC 77',
    status: 'in_progress',
    steps: JSON.stringify(steps),
    started_at: at,
    tenant: 'main',
  })
  insert('sync_heads', { tenant: 'main', epoch: 'e0', head: 2 })
  for (const [seq, orderID] of [WAITING, WASHING].entries())
    insert('sync_events', {
      tenant: 'main',
      seq: seq + 1,
      event_type: 'order_created',
      order_i_d: orderID,
      actor: 'user:1',
      at,
      body: JSON.stringify({ order: { orderID, currency: 'MYR', totalAmount: 2_500 } }),
    })
  insert('counters', { tenant: 'main', name: 'order:20261120', value: 3 })
}

/** Every table with its columns, and every index, of a server's database. */
function shapeOf({ dataDir }: TestServer): Record<string, string[]> {
  const file = new Database(path.join(dataDir, 'ax-station.db'), { readonly: true })
  const tables = file
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY name")
    .all()
  const shape = tables.map(({ name }) => {
    const columns = file.pragma(`table_xinfo("${name}")`) as { name: string; type: string; notnull: number }[]
    return [name, columns.map((column) => `${column.name} ${column.type} ${column.notnull}`).sort()] as const
  })
  file.close()
  return Object.fromEntries(shape)
}

async function command(type: CommandType, payload: object): Promise<{ status: string; code?: string }> {
  const issuedAt = new Date().toISOString()
  const { results } = await server.rest<{ results: [{ status: string; code?: string }] }>(
    'POST',
    '/api/v1/sync/commands',
    { commands: [{ id: randomUUID(), type, payload, issuedAt }] },
  )
  if (results[0].status !== 'applied') throw new Error(JSON.stringify(results[0]).slice(0, 400))
  return results[0]
}

test('the database of the first release becomes the one a new site has', () => {
  expect(shapeOf(server)).toEqual(shapeOf(fresh))
  const file = new Database(path.join(folder, 'ax-station.db'), { readonly: true })
  expect(file.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(file.pragma('foreign_key_check')).toEqual([])
  file.close()
})

test('its people, orders, queue, bays and jobs are all there, and what was taken is in the ledger', async () => {
  interface Snapshot {
    head: number
    documents: Record<string, unknown>
  }
  const snapshot = JSON.stringify(await server.rest<Snapshot>('GET', '/api/v1/sync/snapshot'))
  for (const orderID of [WAITING, WASHING]) expect(snapshot).toContain(orderID)
  expect(snapshot).toContain('scratch on the left door')
  const { docs } = await server.rest<{ docs: { orderID: string; amount: number }[] }>('GET', '/api/payments?limit=10')
  expect(docs.map(({ orderID, amount }) => [orderID, amount])).toEqual([[GONE, 2_500]])
})

test('the work goes on where it stood', async () => {
  expect(await command('bay.assign', { bayId: 'bay-2', orderID: WAITING })).toMatchObject({ status: 'applied' })
  expect(await command('job.completeStep', { jobId: JOB, stepId: 'wash.foam' })).toMatchObject({ status: 'applied' })
  expect(await command('job.finish', { jobId: JOB })).toMatchObject({ status: 'applied' })
  expect(
    await command('order.setPayment', { orderID: WASHING, action: 'pay', amount: 2_500, method: 'cash' }),
  ).toMatchObject({
    status: 'applied',
  })
  const { head } = await server.rest<{ head: number }>('GET', '/api/v1/sync/health')
  expect(head).toBeGreaterThan(2)
  expect(await server.createOrder()).toMatchObject({ orderID: expect.stringMatching(/^AX-/) })
})
