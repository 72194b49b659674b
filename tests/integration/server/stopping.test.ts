import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { heldRequest } from '../../support/held-request'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { readLog } from '../../support/site'
import { openSse } from '../../support/sse-client'

let dataDir: string
let server: TestServer

beforeAll(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-stopping-'))
  server = await startServer({ dataDir })
})
afterAll(async () => {
  await server?.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

const newOrder = () => ({
  id: randomUUID(),
  type: 'order.create',
  issuedAt: new Date().toISOString(),
  payload: {
    plate: 'TST 1',
    vehicleType: 'sedan',
    queue: 'regular',
    services: [{ serviceId: 'basic-wash', optionIds: [] }],
  },
})
type NewOrder = ReturnType<typeof newOrder>

const ask = (name: string, headers: Record<string, string> = {}) =>
  rawRequest(`${server.url}/api/v1/sync/${name}`, { headers })

/** `null`: it was not done, or its answer did not come. */
async function send(command: NewOrder): Promise<CommandResult | null> {
  const response = await rawRequest(`${server.url}/api/v1/sync/commands`, {
    method: 'POST',
    headers: { ...server.asStation(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ commands: [command] }),
  }).catch(() => null)
  if (response?.status !== 200) return null
  return (response.json() as { results: CommandResult[] }).results[0] ?? null
}

test('it lives and is ready, for whoever asks', async () => {
  for (const name of ['live', 'ready']) {
    const answer = await ask(name, { Authorization: 'stations API-Key nobody' })
    expect([answer.status, answer.json()]).toEqual([200, { status: 'ok' }])
    expect(answer.headers['cache-control']).toBe('no-store')
  }
})

test('told to stop, it is not ready, sends elsewhere what comes, and finishes what is under way; nothing is lost or doubled', async () => {
  const streams = await Promise.all(
    [server.asAdmin(), server.asStation()].map((headers) => openSse(`${server.url}/api/v1/sync/events`, headers)),
  )
  const [stream] = streams
  const { id: cursor } = (await stream?.wait(({ id }) => id !== null)) ?? {}
  const held = newOrder()
  const underWay = await heldRequest(`${server.url}/api/v1/sync/commands`, server.asStation(), { commands: [held] })
  const commands = Array.from({ length: 20 }, newOrder)
  const burst = commands.map(send)
  const gone = server.stop()

  await expect.poll(async () => (await ask('live')).json()).toEqual({ status: 'stopping' })
  for (const answer of [
    await ask('ready'),
    await ask('health'),
    await ask('events', { ...server.asStation(), Accept: 'text/event-stream' }),
    await ask('snapshot', server.asStation()),
  ]) {
    expect([answer.status, answer.json().error.code]).toEqual([503, 'shutting_down'])
    expect(answer.headers).toMatchObject({ 'retry-after': '1', connection: 'close' })
  }
  const rest = await rawRequest(`${server.url}/api/orders`, { headers: server.asAdmin() })
  expect([rest.status, rest.json().error.code, rest.headers['retry-after']]).toEqual([503, 'shutting_down', '1'])
  await expect.poll(() => streams.map(({ ended }) => ended)).toEqual([true, true])

  const finished = await underWay.finish()
  expect([finished.status, finished.body.results[0].status]).toEqual([200, 'applied'])
  expect(finished.headers.connection).toBe('close')
  const answers = await Promise.all(burst)
  expect(await gone).toBe(0)

  server = await startServer({ dataDir })
  const again = await Promise.all([held, ...commands].map(send))
  expect(again[0]?.status).toBe('duplicate')
  for (const [place, answer] of answers.entries()) {
    expect(again[place + 1]?.status).toMatch(answer ? /^duplicate$/ : /^(applied|duplicate)$/)
  }
  const log = await readLog(server, String(cursor))
  const created = log.filter(({ eventType }) => eventType === 'order_created')
  expect(created).toHaveLength(commands.length + 1)
  const first = Number(cursor?.split('_')[2])
  expect(log.map(({ id }) => Number(id.split('_')[2]))).toEqual(log.map((_, place) => first + 1 + place))
})
