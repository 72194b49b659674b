import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyHolder } from '../support/keys'
import { startPostgres, type TestPostgres } from '../support/postgres'
import { startServer, type TestServer } from '../support/server'
import { openSse } from '../support/sse-client'

/** A server that reaches its database, but to which no word of the others comes. */

let postgres: TestPostgres
let way: Awaited<ReturnType<typeof wayTo>>
let hearing: TestServer
let deaf: TestServer
beforeAll(async () => {
  postgres = await startPostgres()
  const uri = new URL(await postgres.newDatabase())
  way = await wayTo(postgres.port)
  const secret = { PAYLOAD_SECRET: 'one secret for all of them', AX_HEARTBEAT_MS: '600000' }
  hearing = await startServer({ env: { ...secret, DATABASE_URI: uri.href } })
  uri.port = String(way.port)
  const signedIn = { adminToken: '', cookieName: '' }
  deaf = await startServer({ env: { ...secret, DATABASE_URI: uri.href }, station: null, signedIn })
})
afterAll(async () => {
  await Promise.all([hearing?.stop(), deaf?.stop()])
  way?.close()
  await postgres?.close()
})

/** A way to the database on which, once it is closed to them, no connection that listens lasts. */
async function wayTo(port: number) {
  const open = new Set<Socket>()
  const listening = new Set<Socket>()
  let isClosed = false
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one)
      one.on('error', () => one.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
    client.on('data', (data) => {
      if (data.includes('LISTEN ')) listening.add(client)
      if (isClosed && listening.has(client)) client.destroy()
    })
    client.pipe(upstream).pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    /** @returns how many listened */
    closeToListeners() {
      isClosed = true
      for (const socket of listening) socket.destroy()
      return listening.size
    },
    close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

test('the streams of a key that is withdrawn elsewhere end all the same', async () => {
  const board = await keyHolder(hearing, 'stations', { name: 'wall', role: 'board' })
  expect(way.closeToListeners()).toBe(1)
  const stream = await openSse(`${deaf.url}/api/v1/sync/events`, board.headers)
  const withdrawn = await fetch(`${hearing.url}/api/stations/${board.id}/key`, {
    method: 'DELETE',
    headers: hearing.asAdmin(),
  })
  expect(withdrawn.status).toBe(200)
  await expect.poll(() => stream.ended).toBe(true)
  const again = await fetch(`${deaf.url}/api/v1/sync/snapshot`, { headers: board.headers })
  expect(again.status).toBe(401)
})
