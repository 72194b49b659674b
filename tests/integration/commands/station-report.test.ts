import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { addStation, type Headers, look } from './site'

/** What a station says of how it is. */

let server: TestServer
let kiosk: Headers
beforeAll(async () => {
  server = await startServer()
  kiosk = await addStation(server, { name: 'kiosk-1', role: 'bay', bay: 'bay-1' })
})
afterAll(() => server?.stop())

interface Station {
  readonly updatedAt: string
  readonly lastSeenAt: string | null
}

const stationNamed = async (name: string): Promise<Station> => {
  const { docs } = await server.rest<{ docs: Station[] }>('GET', `/api/stations?where[name][equals]=${name}`)
  const [station] = docs
  if (!station) throw new Error(`There is no station ${name}.`)
  return station
}

const report = (headers: Headers, body: object) =>
  fetch(`${server.url}/api/v1/sync/station`, {
    method: 'PUT',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

test('is in the fleet list, at most one in a while, and is no event', async () => {
  const { head } = await look(server)
  const lastRecovery = { what: 'server_ended', at: '2026-01-15T10:00:00.000Z' }
  const first = await report(kiosk, {
    appVersion: '1.2.3',
    behind: 4,
    waiting: 2,
    recoveries: 1,
    lastRecovery,
    receiptPrinter: true,
  })
  expect(await first.json()).toMatchObject({ kept: true })
  const second = await report(kiosk, { appVersion: '1.2.3', behind: 0, waiting: 0 })
  expect(await second.json()).toMatchObject({ kept: false })
  const station = await stationNamed('kiosk-1')
  expect(station).toMatchObject({ appVersion: '1.2.3', behind: 4, waiting: 2, lastSeenAt: expect.any(String) })
  expect(station).toMatchObject({
    recoveries: 1,
    lastRecovery: 'server_ended',
    lastRecoveryAt: lastRecovery.at,
    receiptPrinter: true,
  })
  expect((await look(server)).head).toBe(head)
})

test('is no edit of its row, over which somebody who renames it would be told that it was changed', async () => {
  const desk = await addStation(server, { name: 'desk-2', role: 'cashier' })
  const before = await stationNamed('desk-2')
  const answer = await report(desk, { appVersion: '1.2.3', behind: 0, waiting: 0 })
  expect(await answer.json()).toMatchObject({ kept: true })
  const { updatedAt, lastSeenAt } = await stationNamed('desk-2')
  expect([before.lastSeenAt, lastSeenAt]).toEqual([null, expect.any(String)])
  expect(updatedAt).toBe(before.updatedAt)
})

test('comes from stations alone, and is checked', async () => {
  expect((await report(server.asAdmin(), { appVersion: '1', behind: 0, waiting: 0 })).status).toBe(403)
  expect((await report(kiosk, { appVersion: '1', behind: -1, waiting: 0 })).status).toBe(400)
  const lastRecovery = { what: 'aliens', at: '2026-01-15T10:00:00Z' }
  expect((await report(kiosk, { appVersion: '1', behind: 0, waiting: 0, lastRecovery })).status).toBe(400)
})
