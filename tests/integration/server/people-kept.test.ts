import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ERASED } from '@/lib/domain/rules/erased'
import { SqliteJournal } from '@/main/journal'
import { Follower } from '../../support/follower'
import { startServer, type TestServer } from '../../support/server'
import { addPerson, addStation, apply, command, type Headers, look, takeOrder } from '../commands/site'

let server: TestServer
let desk: Headers
let folder: string
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-kept-'))
  server = await startServer()
  desk = server.asStation()
})
afterAll(async () => {
  await server.stop()
  fs.rmSync(folder, { recursive: true, force: true })
})

const NAMED = /Nur Aisyah|345 6789|Baby seat/
const person = { by: 'phone', value: '+60 12-345 6789' } as const

const ask = (method: 'POST' | 'DELETE', body: unknown, headers: Headers = server.asAdmin(), query = '') =>
  fetch(`${server.url}/kept/person${query}`, {
    method,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

/** A wash from the counter to the end, of somebody who said who they are. */
async function washed(): Promise<string> {
  const customer = { name: 'Nur Aisyah', phone: '012-345 6789' }
  const orderID = await takeOrder(server, desk, { plate: 'WXY 1234', customer, customerNotes: 'Baby seat' })
  const kiosk = await addStation(server, { name: 'kiosk-1', role: 'bay', bay: 'bay-1' })
  await apply(server, kiosk, command('bay.assign', { bayId: 'bay-1', orderID }))
  const { jobId, steps } = (await look(server)).jobIn('bay-1')
  await apply(server, kiosk, command('job.start', { jobId }))
  for (const { stepId } of steps) await apply(server, kiosk, command('job.completeStep', { jobId, stepId }))
  await apply(server, kiosk, command('job.finish', { jobId }))
  const { totalAmount } = (await look(server)).order(orderID)
  await apply(
    server,
    desk,
    command('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: totalAmount }),
  )
  await apply(server, desk, command('order.setStage', { orderID, stage: 'completed' }))
  return orderID
}

test('an administrator exports and erases a person; a station drops what its journal had, and money stays', async () => {
  const orderID = await washed()
  const file = path.join(folder, 'station.db')
  const journal = new SqliteJournal({ path: file })
  const station = new Follower(server.url, desk, {}, journal)
  await station.start()
  await vi.waitFor(() => expect(station.order(orderID)?.stage).toBe('completed'), 20_000)
  await apply(server, desk, command('order.setStatus', { orderID, staffNotes: 'Nur Aisyah tips' }))
  await vi.waitFor(() => expect(station.order(orderID)?.staffNotes).toBe('Nur Aisyah tips'), 20_000)
  const before = station.order(orderID)

  const staff = await addPerson(server, 'staff')
  for (const headers of [desk, staff]) expect((await ask('DELETE', person, headers)).status).toBe(403)
  expect((await ask('DELETE', { by: 'phone', value: '12' })).status).toBe(400)
  const kept = await (await ask('POST', person)).json()
  expect(kept.counts).toMatchObject({ orders: 1, jobs: 1, payments: 1 })
  expect(JSON.stringify(kept.everything)).toMatch(NAMED)

  const erasure = await ask('DELETE', person)
  expect(await erasure.json()).toEqual({ orders: 1, customers: 0, vehicles: 1, underWay: [] })
  await vi.waitFor(() => expect(station.order(orderID)?.customer?.name).toBe(ERASED), 20_000)
  const { totalAmount, paidAmount, payments } = before ?? {}
  expect(station.order(orderID)).toMatchObject({ totalAmount, paidAmount, payments, vehicle: { plate: ERASED } })
  await station.stop()
  await journal.close()
  const db = new Database(file, { readonly: true })
  const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  const rows = JSON.stringify(tables.map(({ name }) => db.prepare(`SELECT * FROM "${name}"`).all()))
  db.close()
  expect(rows).toContain(orderID)
  expect(rows).not.toMatch(NAMED)

  expect((await (await ask('POST', person)).json()).counts.orders).toBe(0)
  const history = await fetch(`${server.url}/api/v1/sync/history?orderID=${orderID}`, { headers: desk })
  const told = await history.text()
  expect(told).toContain('order_created')
  expect(told).not.toMatch(NAMED)
  const trail = await server.rest<{ docs: object[] }>(
    'GET',
    '/api/audit?where[kind][in]=person_read,person_erased&sort=id',
  )
  expect(trail.docs).toMatchObject([
    { kind: 'person_read' },
    { kind: 'person_erased', after: expect.stringContaining('orders: 1') },
    { kind: 'person_read' },
  ])
  expect(JSON.stringify(trail)).not.toMatch(NAMED)
})

test('who has all sites erases at the one they name, and who has one at no other', async () => {
  await server.rest('POST', '/api/tenants', { tenantId: 'harbour', name: 'Harbour' })
  const named = { customerName: 'Lim', customerPhone: '013-222 3333' }
  const here = await server.createOrder({ ...named, stage: 'cancelled' })
  const there = await server.createOrder({ ...named, stage: 'cancelled', tenant: 'harbour' })
  const lim = { by: 'phone', value: '013-222 3333' }
  const ofMain = await addPerson(server, 'admin')
  expect((await ask('DELETE', lim, ofMain, '?site=harbour')).status).toBe(403)
  expect((await ask('DELETE', lim, server.asAdmin(), '?site=nowhere')).status).toBe(403)
  expect(await (await ask('DELETE', lim, server.asAdmin(), '?site=harbour')).json()).toMatchObject({ orders: 1 })
  const rows = await server.rest<{ docs: object[] }>('GET', `/api/orders?where[id][in]=${here.id},${there.id}&sort=id`)
  expect(rows.docs).toMatchObject([{ customerName: 'Lim' }, { customerName: ERASED }])
})
