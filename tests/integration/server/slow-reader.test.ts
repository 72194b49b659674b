import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { openSse } from '../../support/sse-client'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

/** A client that opens the stream and then never reads. */
function deafClient(): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1', () => {
      const key = server.asStation().Authorization
      socket.write(
        `GET /api/v1/sync/events HTTP/1.1\r\nHost: server\r\nAccept: text/event-stream\r\nAuthorization: ${key}\r\n\r\n`,
      )
    })
    socket.once('error', reject)
    socket.once('data', () => {
      socket.pause()
      resolve(socket)
    })
  })
}

const metric = async (name: string): Promise<number> => {
  const response = await fetch(`${server.url}/api/v1/sync/metrics`, { headers: server.asAdmin() })
  return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.]+)$`, 'm').exec(await response.text())?.[1])
}

test('a reader that does not read is cut off, the others go on, and it resumes by its cursor', async () => {
  const attentive = await openSse(`${server.url}/api/v1/sync/events`, server.asAdmin())
  const start = await attentive.wait((frame) => frame.id !== null)
  const deaf = await deafClient()
  deaf.on('error', () => undefined)
  expect(await metric('ax_sync_connections')).toBe(2)

  // Each event carries the whole order; the kernel's own buffers take some megabytes before the server's fills.
  const notes = 'x'.repeat(1_990)
  const services = Array.from({ length: 16 }, (_, line) => ({
    serviceId: `service-${line}`,
    name: 'n'.repeat(120),
    price: 100,
    minutes: 5,
    options: Array.from({ length: 32 }, (_, index) => ({
      optionId: `${'option-'.repeat(8)}${index}`,
      name: 'o'.repeat(120),
      price: 0,
    })),
  }))
  const order = await server.createOrder({ services })
  for (let index = 0; (await metric('ax_sync_slow_readers_total')) === 0; index += 1) {
    if (index > 150) throw new Error('The reader was never cut off')
    await server.updateOrder(order, { customerNotes: `${index} ${notes}`.slice(0, 2_000) })
  }
  expect(await metric('ax_sync_connections')).toBe(1)

  await server.updateOrder(order, { customerNotes: 'the last one' })
  await attentive.wait((frame) => frame.data?.data?.order?.customerNotes === 'the last one')
  const resumed = await openSse(`${server.url}/api/v1/sync/events`, {
    ...server.asStation(),
    'Last-Event-ID': String(start.id),
  })
  await resumed.wait((frame) => frame.data?.data?.order?.customerNotes === 'the last one')
  expect(resumed.events().map(({ id }) => id)).toEqual(attentive.events().map(({ id }) => id))
  attentive.close()
  resumed.close()
  deaf.destroy()
})
