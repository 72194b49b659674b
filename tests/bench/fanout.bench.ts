import type { ChildProcess } from 'node:child_process'
import { formatEventId } from '@/lib/sync/protocol'
import { sampleEvent } from '../support/sample-events'
import { startServer } from '../support/server'
import { command, newOrder } from '../support/site'
import { type Delivery, deliveriesOf } from './fanout/deliveries'
import { openClients, processorSeconds, settledBytes, startBareServer } from './fanout/processes'
import { type Benchmark, percentile, type Row } from './measure'

const STAGES = [
  { clients: 1_000, updates: 200 },
  { clients: 10_000, updates: 40 },
]
/** Of one client process. */
const MOST_CLIENTS = 5_000
/** Updates before anything is measured: the first run on code that is not yet compiled. */
const WARM_UP = 100
const DELIVERED_WITHIN_MS = 60_000

/** What tells its clients of an event, with the clients that follow it. */
interface Subject {
  readonly pid: number
  readonly clients: { readonly child: ChildProcess; readonly delivered: Map<number, Delivery> }[]
  /** Opens more clients, until there are so many. */
  open(clients: number): Promise<void>
  /** Makes an event, and waits until all have it. @returns milliseconds from its making until the last one had it */
  tell(): Promise<number>
  stop(): Promise<unknown>
}

interface Told {
  readonly seq: number
  /** ms since 1970; `null`: the event's own timestamp. */
  readonly at: number | null
}

function subject(
  pid: number,
  url: string,
  { headers, make, stop }: { headers: Record<string, string>; make(): Promise<Told | null>; stop(): Promise<unknown> },
): Subject {
  const clients: Subject['clients'] = []
  let open = 0
  let failed = 'none of them says why'
  return {
    pid,
    clients,
    async open(wanted) {
      while (open < wanted) {
        const count = Math.min(MOST_CLIENTS, wanted - open)
        const child = await openClients(url, count, headers)
        child.on('message', (said: { type: string; message: string }) => {
          if (said.type === 'failed') failed = said.message
        })
        clients.push({ child, delivered: deliveriesOf(child) })
        open += count
      }
    },
    async tell() {
      for (const { delivered } of clients) delivered.clear()
      const told = await make()
      const deadline = performance.now() + DELIVERED_WITHIN_MS
      while (clients.some(({ delivered }) => delivered.size === 0)) {
        if (performance.now() > deadline) throw new Error(`An event did not reach all clients: ${failed}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      const deliveries = clients.map(({ delivered }) => [...delivered.values()][0] as Delivery)
      return Math.max(...deliveries.map(({ at, made }) => at - (told?.at ?? made)))
    },
    async stop() {
      for (const { child } of clients) child.kill()
      await stop()
    },
  }
}

/** The floor: the same bytes, written by node:http and nothing else. */
async function bare(): Promise<Subject> {
  const { child, url } = await startBareServer()
  let seq = 0
  const make = (): Promise<Told> => {
    seq += 1
    const event = sampleEvent(seq)
    const text = `event: stage_change\nid: ${formatEventId({ epoch: 'k3f9', seq })}\ndata: ${JSON.stringify(event)}\n\n`
    const written = new Promise<Told>((resolve) => child.once('message', resolve as (said: unknown) => void))
    child.send({ seq, text })
    return written
  }
  return subject(child.pid as number, url, { headers: {}, make, stop: async () => child.kill() })
}

/**
 * The server: one order changed by a command, as people's taps are. The clock starts at the event's timestamp, made inside the transaction: the
 * time of the commit itself is charged to the server.
 */
async function served(): Promise<Subject> {
  const server = await startServer({ env: { AX_STREAMS_PER_ACCOUNT: '100000', AX_RATE_PER_MINUTE: '1000000' } })
  const orderID = await newOrder(server)
  let update = 0
  const make = async () => {
    update += 1
    await command(server, 'order.setStatus', { orderID, staffNotes: `update ${update}` })
    return null
  }
  return subject(server.pid, `${server.url}/api/v1/sync/events`, {
    ...{ headers: server.asStation(), make },
    stop: server.stop,
  })
}

interface Fanout {
  readonly latencies: number[]
  /** Milliseconds of the processor for one event. */
  processor: number
  bytes: number
}

/** Both in turns, so that what else the machine does falls on each. */
async function inTurns(floor: Subject, ours: Subject, updates: number): Promise<{ floor: Fanout; ours: Fanout }> {
  const found = { floor: nothing(), ours: nothing() }
  for (let update = 0; update < updates; update += 1) {
    for (const [which, { tell, pid }] of Object.entries({ floor, ours }) as ['floor' | 'ours', Subject][]) {
      const before = processorSeconds(pid)
      found[which].latencies.push(await tell())
      found[which].processor += ((processorSeconds(pid) - before) * 1_000) / updates
    }
  }
  return found
}

const nothing = (): Fanout => ({ latencies: [], processor: 0, bytes: 0 })

const benchmark: Benchmark = {
  name: 'Fan-out',
  async run() {
    const floor = await bare()
    const ours = await served()
    try {
      // An update that one client is told: what it takes of the processor is not the fan-out's.
      for (const each of [floor, ours]) await each.open(1)
      await inTurns(floor, ours, WARM_UP)
      const toOne = await inTurns(floor, ours, WARM_UP)
      const rows: Row[] = []
      let fewer = { clients: 1, floor: 0, ours: 0 }
      for (const { clients, updates } of STAGES) {
        for (const each of [floor, ours]) await each.open(clients)
        const told = await inTurns(floor, ours, updates)
        const bytes = { floor: await settledBytes(floor.pid), ours: await settledBytes(ours.pid) }
        rows.push(...rowsOf(clients, updates, told, toOne))
        if (fewer.ours > 0) {
          const each = (which: 'floor' | 'ours') => (bytes[which] - fewer[which]) / (clients - fewer.clients) / 1024
          rows.push({
            ...{ what: 'resident memory of a client', value: each('ours'), floor: each('floor'), unit: 'KiB' },
            ...{ aim: '<= 16 KiB', note: `of each beyond the first ${fewer.clients.toLocaleString('en')}` },
          })
        }
        fewer = { clients, ...bytes }
      }
      return rows
    } finally {
      await floor.stop()
      await ours.stop()
    }
  },
}

function rowsOf(clients: number, updates: number, told: Both, toOne: Both): Row[] {
  const many = `${clients.toLocaleString('en')} clients`
  const each = (which: keyof Both) => ((told[which].processor - toOne[which].processor) * 1_000) / clients
  const beyond = (which: keyof Both) => percentile(told[which].latencies, 50) - percentile(toOne[which].latencies, 50)
  return [
    ...[50, 99].map((p): Row => {
      const { ours, floor } = told
      return {
        ...{ what: `commit to last of ${many}, p${p}`, unit: 'ms', aim: '<= 1.25' },
        ...{ value: percentile(ours.latencies, p), floor: percentile(floor.latencies, p) },
        note: `one order changed ${updates} times by command, in turns with the floor`,
      }
    }),
    {
      ...{ what: `the same, p50, beyond one client alone, ${many}`, unit: 'ms', aim: '<= 1.25' },
      ...{ value: beyond('ours'), floor: beyond('floor') },
      note: `the fan-out without what is before it: an update that one client is told takes ${percentile(toOne.ours.latencies, 50).toFixed(1)} ms in the median, the floor ${percentile(toOne.floor.latencies, 50).toFixed(1)}`,
    },
    {
      ...{ what: `processor time of telling one of ${many}`, unit: 'µs', aim: '<= 1.25' },
      ...{ value: each('ours'), floor: each('floor') },
      note: 'of the server, beyond an update that one client is told',
    },
  ]
}

type Both = Awaited<ReturnType<typeof inTurns>>

export default benchmark
