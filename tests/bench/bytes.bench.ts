import { request } from 'node:http'
import { constants, createGunzip, deflateRawSync } from 'node:zlib'
import { SiteApi } from '../../scripts/demo/site-api.mjs'
import { runTraffic } from '../../scripts/demo/traffic.mjs'
import { startServer, type TestServer } from '../support/server'
import { newOrder, rowOf } from '../support/site'
import { openClients, processorSeconds } from './fanout/processes'
import type { Benchmark, Row } from './measure'

/** What people of a site do in a day, one after another. */
const DAY = { rate: 25, seconds: 40, seed: 7 }
const CLIENTS = 1_000
const UPDATES = 200

/** What came at once: the bytes as they crossed the network, and the text they brought. */
interface Chunk {
  readonly bytes: number
  readonly text: string
}

interface Packed {
  readonly chunks: readonly Chunk[]
  reaches(seq: number): Promise<void>
  close(): void
}

/** A packed stream of a client that can say what each chunk cost. */
function openPacked(server: TestServer, headers: Record<string, string>): Promise<Packed> {
  return new Promise((resolve, reject) => {
    const asking = request(`${server.url}/api/v1/sync/events`, {
      agent: false,
      headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip', ...headers },
    })
    asking.on('error', reject)
    asking.on('response', (response) => {
      const chunks: Chunk[] = []
      const gunzip = createGunzip()
      let text = ''
      let reached = () => {}
      gunzip.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      response.on('data', async (bytes: Buffer) => {
        response.pause()
        await new Promise<void>((done) => gunzip.write(bytes, () => done()))
        await new Promise((done) => setImmediate(done))
        chunks.push({ bytes: bytes.length, text })
        text = ''
        reached()
        response.resume()
      })
      const has = (seq: number) => chunks.some((chunk) => seqsOf(chunk.text).some((known) => known >= seq))
      resolve({
        chunks,
        reaches: (seq) =>
          new Promise((done) => {
            reached = () => {
              if (has(seq)) done()
            }
            reached()
          }),
        close: () => asking.destroy(),
      })
    })
    asking.end()
  })
}

const seqsOf = (text: string): number[] =>
  [...text.matchAll(/^id: event_[a-z0-9]+_(\d+)$/gm)].map(([, seq]) => Number(seq))

/** Names of the documents whose events a chunk carries. */
const kindsOf = (text: string): string[] =>
  [...text.matchAll(/^data: (.*)$/gm)].flatMap(([, json = '']) => {
    const { data } = JSON.parse(json) as { data: Record<string, unknown> }
    return ['order', 'queue', 'bay', 'job', 'concern', 'shift'].filter((kind) => data[kind])
  })

/** The same text as it crossed the network when each piece was compressed without what came before it. */
const alone = (text: string): number => deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH }).length

const eventBytes = (what: string, chunks: readonly Chunk[]): Row => {
  const events = chunks.reduce((sum, { text }) => sum + kindsOf(text).length, 0)
  return {
    what,
    value: chunks.reduce((sum, { bytes }) => sum + bytes, 0) / events,
    floor: chunks.reduce((sum, { text }) => sum + alone(text), 0) / events,
    unit: 'B',
    aim: '<= 0.3',
    note: `${events} events; beside it: each piece compressed by itself`,
  }
}

async function playDay(server: TestServer): Promise<void> {
  const signal = new AbortController().signal
  const print = () => {}
  const signedIn = { token: server.adminToken, key: undefined, email: undefined, password: undefined }
  const api = new SiteApi({ url: server.url, ...signedIn, signal, print })
  await runTraffic({ api, ...DAY, signal, print })
}

/** Processor time of the server for an update of an order that `clients` packed streams are told, milliseconds. */
async function processorTime(server: TestServer, row: number | string, clients: number): Promise<number> {
  const streams = await openClients(`${server.url}/api/v1/sync/events`, clients, {
    ...server.asStation(),
    'accept-encoding': 'gzip',
  })
  const update = (count: number) =>
    server.rest('PATCH', `/api/orders/${row}`, { staffNotes: `update ${count} of ${clients}` })
  for (let warm = 0; warm < 20; warm += 1) await update(-warm - 1)
  const before = processorSeconds(server.pid)
  for (let count = 0; count < UPDATES; count += 1) await update(count)
  const taken = processorSeconds(server.pid) - before
  streams.kill()
  return (taken / UPDATES) * 1_000
}

const benchmark: Benchmark = {
  name: 'Bytes',
  async run() {
    const server = await startServer({
      env: { AX_STREAMS_PER_ACCOUNT: '100000', AX_RATE_PER_MINUTE: '1000000' },
    })
    try {
      const orderID = await newOrder(server)
      const [staff, desk] = [await openPacked(server, server.asAdmin()), await openPacked(server, server.asStation())]
      await playDay(server)
      const { head } = (await (
        await fetch(`${server.url}/api/v1/sync/health`, { headers: server.asAdmin() })
      ).json()) as { head: number }
      await Promise.all([staff.reaches(head), desk.reaches(head)])
      const events = (stream: Packed) => stream.chunks.filter(({ text }) => kindsOf(text).length > 0)
      const ofOrders = (stream: Packed) =>
        events(stream).filter(({ text }) => kindsOf(text).every((kind) => kind === 'order'))
      staff.close()
      desk.close()
      const row = await rowOf(server, orderID)
      const one = await processorTime(server, row, 1)
      const many = await processorTime(server, row, CLIENTS)
      return [
        eventBytes('an order event, read by staff', ofOrders(staff)),
        eventBytes('an order event, read at a desk', ofOrders(desk)),
        eventBytes('an event of the day, read by staff', events(staff)),
        eventBytes('an event of the day, read at a desk', events(desk)),
        {
          what: `processor time of telling ${CLIENTS.toLocaleString('en')} clients of an event`,
          value: many - one,
          floor: null,
          unit: 'ms',
          note: `of the server, beyond telling one; packed streams, ${UPDATES} updates of an order`,
        },
      ]
    } finally {
      await server.stop()
    }
  },
}

export default benchmark
