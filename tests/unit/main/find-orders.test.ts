import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findHistory } from '@/main/sync/find-orders'

const EVENT = {
  id: 'event_abcd1234_7',
  eventType: 'stage_change',
  orderID: 'AX-20260102-0003',
  tenantId: 'main',
  timestamp: '2026-01-02T04:10:00.000Z',
  actor: 'station:desk',
}
let server: Server
let answer: unknown
let asked: string | undefined

beforeEach(async () => {
  server = createServer((req, res) => {
    asked = req.url
    res.writeHead(answer ? 200 : 503, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => server.close())

const access = () => ({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'k'.repeat(36) })

test('an event by which another version says something else is left out, and a server that is away is told', async () => {
  answer = {
    events: [
      { ...EVENT, data: { meaning: 'another' } },
      { ...EVENT, eventType: 'of_tomorrow' },
    ],
  }
  expect(await findHistory(access(), 'AX-20260102-0003')).toEqual([])
  expect(asked).toBe('/api/v1/sync/history?orderID=AX-20260102-0003')
  answer = null
  await expect(findHistory(access(), 'AX-20260102-0003')).rejects.toMatchObject({ code: 'unreachable' })
  await expect(findHistory(null, 'AX-20260102-0003')).rejects.toMatchObject({ code: 'no_server' })
})
