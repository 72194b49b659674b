import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { look } from '../integration/commands/site'
import { Follower, until } from '../support/follower'
import { freePort } from '../support/free-port'
import { startPostgres, type TestPostgres } from '../support/postgres'
import { CADDY, NGINX, RealProxies } from '../support/real-proxies'
import { startServer, type TestServer } from '../support/server'
import { SECRET } from '../support/test-databases'

/** The files of `deploy/` in front of two servers: as they are, but for names, ports and the certificate. */

const proxies = new RealProxies()
const deployed = (name: string) => readFileSync(path.resolve('deploy', name), 'utf8')
let postgres: TestPostgres
let nodes: TestServer[] = []
let env: Record<string, string>

const startNode = (more: object = {}) => startServer({ env, station: null, ...more })

beforeAll(async () => {
  if (!NGINX && !CADDY) return
  postgres = await startPostgres()
  env = { DATABASE_URI: await postgres.newDatabase(), PAYLOAD_SECRET: SECRET }
  const first = await startServer({ env })
  nodes = [first, await startNode({ signedIn: first })]
})
afterAll(async () => {
  proxies.stop()
  await Promise.all(nodes.map((node) => node.stop()))
  await postgres?.close()
})

/** Their addresses in the place of `first:3710` and `second:3710`. */
const towards = (file: string) =>
  file.replaceAll(/\b(first|second):3710/g, (_, name) => `127.0.0.1:${nodes[name === 'first' ? 0 : 1]?.port}`)

async function startNginx(): Promise<number> {
  const port = await freePort()
  const file = towards(deployed('nginx.conf')).replace('listen 443 ssl', `listen 127.0.0.1:${port}`)
  await proxies.nginx(port, file.replaceAll(/ssl_certificate.*;/g, ''))
  return port
}

async function startCaddy(): Promise<number> {
  const port = await freePort()
  await proxies.caddy(port, towards(deployed('Caddyfile')).replace('shop.example {', `http://127.0.0.1:${port} {`))
  return port
}

const newOrder = (plate: string) => ({
  id: randomUUID(),
  type: 'order.create',
  issuedAt: new Date().toISOString(),
  payload: { plate, vehicleType: 'sedan', services: [{ serviceId: 'basic-wash', optionIds: [] }] },
})

/** Sends a command until it is answered, as a station does: the same one each time. */
async function send(front: string, command: object): Promise<CommandResult> {
  const body = JSON.stringify({ commands: [command] })
  const headers = { ...nodes[0]?.asStation(), 'Content-Type': 'application/json' }
  return vi.waitFor(
    async () => {
      const response = await fetch(`${front}/api/v1/sync/commands`, { method: 'POST', headers, body })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
      const { results } = (await response.json()) as { results: CommandResult[] }
      return results[0] as CommandResult
    },
    { timeout: 60_000, interval: 100 },
  )
}

describe.each([
  { proxy: 'nginx', there: NGINX, start: startNginx },
  { proxy: 'Caddy', there: CADDY, start: startCaddy },
])('two servers behind $proxy', ({ proxy, there, start }) => {
  test.skipIf(!there)(
    'one is killed and comes back, one is told to stop: each command is done once, and a station misses nothing',
    async () => {
      const front = `http://127.0.0.1:${await start()}`
      const [first, second] = nodes as [TestServer, TestServer]
      const follower = new Follower(front, first.asStation())
      await follower.start()
      await until('the first picture', () => follower.status.freshness.kind === 'current')

      const commands = Array.from({ length: 60 }, (_, place) => newOrder(`${proxy} ${place}`))
      const waiting = [...commands]
      const answers: CommandResult[] = []
      const work = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) answers.push(await send(front, next))
      }
      const working = Promise.all([work(), work(), work()])
      await until('some are done', () => answers.length >= 10, 60_000)
      await second.kill9()
      await until('some more are done', () => answers.length >= 25, 60_000)
      nodes[1] = await startNode({ port: second.port, signedIn: first })
      await until('yet more are done', () => answers.length >= 40, 60_000)
      expect(await nodes[1].stop()).toBe(0)
      await working
      nodes[1] = await startNode({ port: second.port, signedIn: first })

      expect(answers.filter(({ status }) => status !== 'applied' && status !== 'duplicate')).toEqual([])
      const { orders } = await look(first)
      const made = orders.filter(({ vehicle }) => vehicle?.plate.startsWith(`${proxy.toUpperCase()} `))
      expect(made).toHaveLength(commands.length)
      await until('the station has them all', () => made.every(({ orderID }) => follower.order(orderID)), 60_000)
      expect(follower.seqs).toEqual([...follower.seqs].sort((a, b) => a - b))
      expect(new Set(follower.seqs).size).toBe(follower.seqs.length)
      await follower.stop()
    },
  )
})
