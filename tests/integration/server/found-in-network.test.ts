import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import multicastDns from 'multicast-dns'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SERVICE } from '@/lib/network/announcement'
import { PROTOCOL_VERSION } from '@/lib/sync/protocol/version'
import { HostSearch } from '@/main/sync/host-search'
import { startServer, type TestServer } from '../../support/server'

/** A new station finds the servers of its network: the server in a process of its own, over this machine's loopback. */

let server: TestServer
beforeAll(async () => {
  server = await startServer({ env: { AX_HOST: '0.0.0.0' } })
})
afterAll(() => server?.stop())

const search = new HostSearch({ addresses: () => ['127.0.0.1'], note: () => undefined })
/** What the search finds of the server under test: others may run beside it. */
const found = async () => (await search.find()).find(({ url }) => url === server.url.replace('http:', 'https:'))

/** Somebody who asks from a port of their own. */
async function asker() {
  const socket = createSocket('udp4')
  const mdns = multicastDns({ socket, bind: false, multicast: false })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  socket.setMulticastInterface('127.0.0.1')
  return mdns
}

test('the server says no more than its site, its port, its protocol and its key', async () => {
  const { port } = server
  const mdns = await asker()
  try {
    const texts = new Promise<string[]>((resolve) => {
      mdns.on('response', ({ answers }) => {
        if (!answers.some((each) => each.type === 'SRV' && each.data.port === port)) return
        resolve(answers.flatMap((each) => (each.type === 'TXT' ? [each.data].flat().map(String) : [])))
      })
    })
    // What is no question for such servers is not answered.
    mdns.query([{ name: 'printer.local', type: 'A' }])
    mdns.query([{ name: SERVICE, type: 'PTR' }])
    expect(await texts).toEqual([`v=${PROTOCOL_VERSION}`, 'name=My site', expect.stringMatching(/^key=[\w-]{43}$/)])
  } finally {
    mdns.destroy()
  }
})

test('whoever asks without end is answered ten times a second', async () => {
  const { port } = server
  const mdns = await asker()
  const asked = 200
  const answered: number[] = []
  try {
    const last = new Promise<void>((resolve) => {
      mdns.on('response', ({ id = 0, answers }) => {
        if (!answers.some((each) => each.type === 'SRV' && each.data.port === port)) return
        answered.push(id)
        if (id > asked) resolve()
      })
    })
    let id = 0
    const ask = () => mdns.query({ id: ++id, questions: [{ name: SERVICE, type: 'PTR' }] })
    while (id < asked) ask()
    // Those after them are answered once a second has gone by.
    const later = setInterval(ask, 100)
    await last
    clearInterval(later)
    const atOnce = answered.filter((each) => each <= asked).length
    expect(atOnce).toBeGreaterThan(0)
    // Of two seconds, where one ends among them; a busy machine takes no more than a few to read them.
    expect(atOnce).toBeLessThan(asked / 4)
  } finally {
    mdns.destroy()
  }
})

test('a server that others reach is found by its site’s name, and not once it has been told to stop', async () => {
  const { docs } = await server.rest<{ docs: { id: number; name: string }[] }>('GET', '/api/tenants')
  const [site] = docs
  expect(await found()).toEqual({ url: server.url.replace('http:', 'https:'), name: site?.name, newer: false })
  await server.rest('PATCH', `/api/tenants/${site?.id}`, { name: '洗车 கார் கழுவல்' })
  expect(await found()).toMatchObject({ name: '洗车 கார் கழுவல்' })
  // Which of several it would name is nobody's business.
  await server.rest('POST', '/api/tenants', { tenantId: 'other', name: 'Other' })
  expect(await found()).toMatchObject({ name: null })
  const { port } = server
  await server.stop()
  expect(await found()).toBeUndefined()
  server = await startServer({ port, env: { AX_HOST: '0.0.0.0', AX_ANNOUNCE: '0' } })
  expect(await found()).toBeUndefined()
})

// Elsewhere a process has no more than one address of the loopback.
test.runIf(process.platform === 'linux')(
  'whoever answers with what is not true gets no further than the list',
  async () => {
    const liars = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const socket = createSocket('udp4')
        socket.bind(0, `127.0.9.${index + 1}`)
        await once(socket, 'listening')
        return multicastDns({ socket, bind: false, multicast: false })
      }),
    )
    const ear = multicastDns({ interface: '127.0.0.1', bind: '0.0.0.0' })
    ear.on('query', (_, { address, port }) => {
      for (const [index, liar] of liars.entries()) {
        for (let each = 1; each <= 10; each++) {
          const instance = `liar-${each}.${SERVICE}`
          const name = index % 2 === 0 ? `\u202e<b>Site</b>\n\u0000${'x'.repeat(150)}` : ''
          const answers = [
            { name: instance, type: 'SRV' as const, ttl: 120, data: { port: each, target: 'elsewhere.example' } },
            {
              name: instance,
              type: 'TXT' as const,
              ttl: 120,
              data: ['v=9999', `name=${name}`, 'w=nonsense=='.repeat(9)],
            },
            { name: 'elsewhere.example', type: 'A' as const, ttl: 120, data: '203.0.113.9' },
          ]
          liar.respond({ answers: each === 10 ? [] : answers }, { address, port })
        }
      }
    })
    await once(ear, 'ready')
    try {
      const hosts = await search.find()
      expect(hosts.length).toBeLessThanOrEqual(20)
      const lies = hosts.filter(({ url }) => url.startsWith('http://127.0.9.'))
      expect(lies.length).toBeGreaterThan(4)
      for (const { url, name, newer } of lies) {
        const ofIt = lies.filter((each) => new URL(each.url).hostname === new URL(url).hostname)
        expect(ofIt.length).toBeLessThanOrEqual(4)
        if (name !== null) expect(name).toMatch(/^<b>Site<\/b> x{40,60}$/)
        expect([...(name ?? '')].length).toBeLessThanOrEqual(60)
        expect(newer).toBe(true)
      }
    } finally {
      ear.destroy()
      for (const liar of liars) liar.destroy()
    }
  },
)
