import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PriceLists } from '@/main/sync/catalogue'

const step = (minutes: unknown) => ({ key: 'rinse', name: 'Rinse', minutes })
const wash = (serviceId: string, more: object = {}) => ({ serviceId, name: serviceId, price: 1500, ...more })

let server: Server
let services: unknown
let folder: string
let told: string[]
let lists: PriceLists

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
  told = []
  lists = new PriceLists({ write: (level, message) => told.push(`${level}: ${message}`) })
  server = createServer((req, res) => {
    const body = req.url?.startsWith('/api/tenants') ? { docs: [] } : services
    res.writeHead(services ? 200 : 503, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const load = async () => {
  const access = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'k'.repeat(36) }
  const { services: sold } = await lists.load(join(folder, 'catalogue.json'), access)
  return sold.map(({ serviceId, steps }) => [serviceId, ...steps.map(({ minutes }) => minutes)])
}

test('a service that cannot be read is left out, and the log says so once for as long as it is so', async () => {
  services = { docs: [wash('basic', { steps: [step(2.5), step(-3), step(9_000)] }), wash('broken', { price: 0.5 })] }
  expect(await load()).toEqual([['basic', 3, 0, 1440]])
  expect(await load()).toEqual([['basic', 3, 0, 1440]])
  expect(told).toEqual([expect.stringMatching(/^warn: .*“broken”.*price/)])
  services = { docs: [wash('basic'), wash('broken')] }
  expect(await load()).toEqual([['basic'], ['broken']])
  services = { docs: [wash('basic'), wash('broken', { price: 0.5 })] }
  expect(await load()).toEqual([['basic']])
  expect(told).toHaveLength(2)
})

test('an answer that is no price list is told once, the kept one counts, and a server that is away is no news', async () => {
  services = { docs: [wash('basic')] }
  await load()
  services = null
  expect(await load()).toEqual([['basic']])
  expect(told).toEqual([])
  services = { docs: 'none' }
  expect(await load()).toEqual([['basic']])
  expect(await load()).toEqual([['basic']])
  expect(told).toEqual([expect.stringMatching(/^error: /)])
  // Between two answers that cannot be read the server was away: nothing is new.
  services = null
  await load()
  services = { docs: 'none' }
  await load()
  expect(told).toHaveLength(1)
})
