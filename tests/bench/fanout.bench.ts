import { setTimeout as pause } from 'node:timers/promises'
import { formatEventId } from '@/lib/sync/protocol'
import { sampleEvent } from '../support/sample-events'
import { startServer } from '../support/server'
import { newOrder, rowOf } from '../support/site'
import { allOf, deliveriesOf } from './fanout/deliveries'
import { openClients, settledBytes, startBareServer } from './fanout/processes'
import { type Benchmark, percentile, type Row } from './measure'

const CLIENTS = 1_000
const UPDATES = 200
/** Milliseconds between updates: longer than one fan-out takes, so that each is measured alone. */
const PACE = 100

interface Fanout {
  /** Milliseconds from write to last client, one figure an update. */
  readonly latencies: readonly number[]
  readonly bytesPerClient: number
}

/** The floor: the same bytes, written by node:http and nothing else. */
async function bare(): Promise<Fanout> {
  const { child, url } = await startBareServer()
  const before = await settledBytes(child.pid as number)
  const clients = await openClients(url, CLIENTS, {})
  const idle = await settledBytes(child.pid as number)
  const delivered = deliveriesOf(clients)
  const written = new Map<number, number>()
  child.on('message', (said: { type: string; seq: number; at: number }) => {
    if (said.type === 'written') written.set(said.seq, said.at)
  })
  for (let seq = 1; seq <= UPDATES; seq += 1) {
    const event = sampleEvent(seq)
    const text = `event: stage_change\nid: ${formatEventId({ epoch: 'k3f9', seq })}\ndata: ${JSON.stringify(event)}\n\n`
    child.send({ seq, text })
    await pause(PACE)
  }
  await allOf(delivered, UPDATES)
  clients.kill()
  child.kill()
  return {
    latencies: [...delivered.values()].map(({ seq, at }) => at - (written.get(seq) as number)),
    bytesPerClient: (idle - before) / CLIENTS,
  }
}

/**
 * The server: one order updated through REST. The clock starts at the event's timestamp, made inside the transaction: the
 * time of the commit itself is charged to the server.
 */
async function served(): Promise<Fanout> {
  const server = await startServer({ env: { AX_STREAMS_PER_ACCOUNT: '100000' } })
  try {
    const headers = { authorization: `stations API-Key ${server.stationKey}` }
    const row = await rowOf(server, await newOrder(server))
    const before = await settledBytes(server.pid)
    const clients = await openClients(`${server.url}/api/v1/sync/events`, CLIENTS, headers)
    const idle = await settledBytes(server.pid)
    const delivered = deliveriesOf(clients)
    for (let update = 1; update <= UPDATES; update += 1) {
      await server.rest('PATCH', `/api/orders/${row}`, { staffNotes: `update ${update}` })
      await pause(PACE)
    }
    await allOf(delivered, UPDATES)
    clients.kill()
    return {
      latencies: [...delivered.values()].map(({ at, made }) => at - made),
      bytesPerClient: (idle - before) / CLIENTS,
    }
  } finally {
    await server.stop()
  }
}

const benchmark: Benchmark = {
  name: 'Fan-out',
  async run() {
    const floor = await bare()
    const ours = await served()
    const note = `${CLIENTS} clients, one order updated ${UPDATES} times`
    return [
      ...[50, 99].map(
        (p): Row => ({
          what: `commit to last client, p${p}`,
          value: percentile(ours.latencies, p),
          floor: percentile(floor.latencies, p),
          unit: 'ms',
          aim: p === 99 ? '<= 1.5' : '',
          note,
        }),
      ),
      {
        what: 'resident memory per idle client',
        value: ours.bytesPerClient / 1024,
        floor: floor.bytesPerClient / 1024,
        unit: 'KiB',
        aim: '<= 1.5',
        note: 'lowest of 4 s, before and after',
      },
    ]
  },
}

export default benchmark
