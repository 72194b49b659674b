import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { addStation } from '../integration/commands/site'
import { startServer, type TestServer } from '../support/server'
import { newOrder, rowOf } from '../support/site'
import { allOf, deliveriesOf } from './fanout/deliveries'
import { openClients, openReaders, processorSeconds, type Reading } from './fanout/processes'
import { type Benchmark, percentile, type Row } from './measure'

const READERS = 1_000
const ORDERS = 120
const ROUNDS = 5
const STREAMS = 200
const UPDATES = 40
/** Milliseconds between updates. */
const PACE = 100

/** The floor: the same compressed bytes from memory, by node:http and nothing else. */
async function bare(bytes: Buffer): Promise<number> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 1_024, resolve))
  const { port } = server.address() as { port: number }
  const readers = await openReaders(`http://127.0.0.1:${port}/`, READERS, [{}])
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) took.push((await readers.read()).ms)
  readers.close()
  server.close()
  return percentile(took, 50)
}

const readSnapshots = async (server: TestServer): Promise<number> => {
  const response = await fetch(`${server.url}/api/v1/sync/metrics`, { headers: server.asAdmin() })
  return Number(/^ax_sync_snapshots_read_total (\d+)/m.exec(await response.text())?.[1])
}

/** From the event's own time until the last of the streams has it, milliseconds, one figure an update. */
async function fanOut(server: TestServer, row: number | string, beside: () => Promise<unknown>): Promise<number[]> {
  const clients = await openClients(`${server.url}/api/v1/sync/events`, STREAMS, server.asStation())
  const delivered = deliveriesOf(clients)
  const write = async () => {
    for (let update = 0; update < UPDATES; update += 1) {
      await server.rest('PATCH', `/api/orders/${row}`, { staffNotes: `${performance.now()}` })
      await pause(PACE)
    }
  }
  await Promise.all([write(), beside()])
  await allOf(delivered, UPDATES)
  clients.kill()
  return [...delivered.values()].map(({ at, made }) => at - made)
}

const benchmark: Benchmark = {
  name: 'Snapshot',
  async run() {
    const server = await startServer({
      env: { AX_STREAMS_PER_ACCOUNT: '100000', AX_RATE_PER_MINUTE: '1000000' },
    })
    try {
      let orderID = ''
      for (let made = 0; made < ORDERS; made += 1) orderID = await newOrder(server, `SNP ${made}`)
      const row = await rowOf(server, orderID)
      // One account may take so many a minute; readers of a site are of several.
      const accounts: Record<string, string>[] = []
      for (let desk = 0; desk < 12; desk += 1) {
        accounts.push(await addStation(server, { name: `reader-${desk}`, role: 'cashier' }))
      }
      const address = `${server.url}/api/v1/sync/snapshot`
      const answer = await fetch(address, { headers: { ...accounts[0], 'accept-encoding': 'gzip' } })
      await answer.arrayBuffer()
      const readers = await openReaders(address, READERS, accounts)
      const readings: Reading[] = []
      const readBefore = await readSnapshots(server)
      const before = processorSeconds(server.pid)
      for (let round = 0; round < ROUNDS; round += 1) {
        // Nobody has the next one yet.
        await server.rest('PATCH', `/api/orders/${row}`, { staffNotes: `round ${round}` })
        readings.push(await readers.read())
      }
      const processor = ((processorSeconds(server.pid) - before) * 1_000) / (ROUNDS * READERS)
      const read = (await readSnapshots(server)) - readBefore
      const refused = readings.reduce((sum, reading) => sum + reading.refused, 0)
      const floor = await bare(Buffer.alloc(readings[0]?.bytes ?? 0, 7))
      const alone = await fanOut(server, row, async () => undefined)
      const among = await fanOut(server, row, () => readers.read())
      readers.close()
      const rows: Row[] = [
        {
          ...{ what: `${READERS} snapshots at once, until the last is read`, unit: 'ms', aim: '' },
          ...{
            value: percentile(
              readings.map(({ ms }) => ms),
              50,
            ),
            floor,
          },
          note: `${ORDERS} orders, ${readings[0]?.bytes} bytes; 2,000 ms is the aim; read from the database ${read} times in ${ROUNDS} rounds, ${refused} refused; floor: the same bytes from memory by node:http`,
        },
        {
          ...{ what: 'processor time of a snapshot', value: processor, unit: 'ms', floor: null },
          note: `of the server, ${READERS} at once`,
        },
        {
          ...{
            what: `commit to last of ${STREAMS} streams, p99, beside ${READERS} snapshots`,
            unit: 'ms',
            aim: '<= 2',
          },
          ...{ value: percentile(among, 99), floor: percentile(alone, 99) },
          note: 'floor: the same without the snapshots',
        },
      ]
      return rows
    } finally {
      await server.stop()
    }
  },
}

export default benchmark
