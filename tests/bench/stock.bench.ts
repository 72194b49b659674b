import { startServer } from '../support/server'
import { newOrder, rowOf } from '../support/site'
import { processorSeconds } from './fanout/processes'
import { type Benchmark, percentile, type Row, timed } from './measure'
import { buildStock, type StockServer, startStock } from './stock/server'

/** Done before anything is measured: the first run on code that is not yet compiled. */
const WARM_UP = 400
const UPDATES = 200
const ROUNDS = 7

interface Server {
  readonly pid: number
  rest<T>(method: string, path: string, body: unknown): Promise<T>
}

/** A server with the rows of orders in it that are written. */
interface Subject {
  readonly server: Server
  readonly rows: readonly (number | string)[]
}

interface Round {
  /** Milliseconds of the server's processor for one update. */
  readonly processor: number
  readonly perSecond: number
}

/** `count` updates through REST, as many at once as there are rows given. */
async function update({ server, rows }: Subject, count: number): Promise<Round> {
  let next = 0
  const write = async (row: number | string) => {
    while (next < count) {
      next += 1
      await server.rest('PATCH', `/api/orders/${row}`, { staffNotes: `update ${next}` })
    }
  }
  const before = processorSeconds(server.pid)
  const ms = await timed(() => Promise.all(rows.map(write)))
  return { processor: ((processorSeconds(server.pid) - before) * 1_000) / count, perSecond: (count / ms) * 1_000 }
}

const benchmark: Benchmark = {
  name: 'Beside stock Payload',
  async run() {
    buildStock()
    const server = await startServer()
    const stock = await startStock('stock')
    const least = await startStock('ours')
    try {
      const rows: Record<'own' | 'stock' | 'least', (number | string)[]> = { own: [], stock: [], least: [] }
      await newOrder(server)
      const { docs } = await server.rest<{ docs: Record<string, unknown>[] }>('GET', '/api/vehicles?depth=0')
      // Orders refer to their car: it is there under the same number.
      for (const plain of [stock, least]) {
        for (const { id: _, ...car } of docs) await plain.rest('POST', '/api/vehicles', car)
      }
      for (let index = 0; index < 16; index += 1) {
        const row = await rowOf(server, await newOrder(server))
        rows.own.push(row)
        const { id: _, ...order } = await server.rest<Record<string, unknown>>('GET', `/api/orders/${row}?depth=0`)
        for (const [which, plain] of Object.entries({ stock, least }) as ['stock' | 'least', StockServer][]) {
          rows[which].push((await plain.rest<{ doc: { id: number } }>('POST', '/api/orders', order)).doc.id)
        }
      }
      const found: Row[] = []
      for (const writers of [1, 16]) {
        const subjects = {
          own: { server, rows: rows.own.slice(0, writers) },
          stock: { server: stock, rows: rows.stock.slice(0, writers) },
          least: { server: least, rows: rows.least.slice(0, writers) },
        }
        found.push(...(await compare(subjects, writers === 1 ? '1 writer' : `${writers} writers`)))
      }
      return found
    } finally {
      for (const each of [least, stock, server]) await each.stop()
    }
  },
}

type Which = 'own' | 'stock' | 'least'

/** In turns, so that what else the machine does falls on all. */
async function compare(subjects: Record<Which, Subject>, by: string): Promise<Row[]> {
  const each = Object.entries(subjects) as [Which, Subject][]
  for (const [, subject] of each) await update(subject, WARM_UP)
  const rounds: Record<Which, Round>[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const done: Partial<Record<Which, Round>> = {}
    for (const [which, subject] of each) done[which] = await update(subject, UPDATES)
    rounds.push(done as Record<Which, Round>)
  }
  const middle = (of: (round: (typeof rounds)[number]) => number) => percentile(rounds.map(of), 50)
  const note = `median of ${ROUNDS} rounds of ${UPDATES}, in turns; floor: stock Payload, the same collection and update, no hooks, no log`
  const least = 'our way to SQLite alone: stock Payload on it, no hooks, no log; floor: stock Payload'
  return [
    {
      ...{ what: `processor time of an order update through REST, ${by}`, unit: 'ms' },
      ...{ value: middle(({ own }) => own.processor), floor: middle(({ stock }) => stock.processor) },
      note: `with its event; ${note}`,
    },
    {
      ...{ what: `the same, beyond stock Payload’s, ${by}`, unit: 'ms', aim: '<= 4 ms' },
      ...{ value: middle(({ own, stock }) => own.processor - stock.processor), floor: null },
      note: 'median of the rounds’ differences',
    },
    {
      ...{ what: `order updates a second through REST, ${by}`, unit: '/s', aim: '>= 1.5' },
      ...{ value: middle(({ own }) => own.perSecond), floor: middle(({ stock }) => stock.perSecond) },
      note: `the same rounds; round by round ${middle(({ own, stock }) => own.perSecond / stock.perSecond).toFixed(2)} times in the median`,
    },
    {
      ...{ what: `processor time of an update by the least that Payload does, ${by}`, unit: 'ms' },
      ...{
        value: middle((round) => round.least.processor),
        floor: middle(({ stock }) => stock.processor),
        note: least,
      },
    },
    {
      ...{ what: `updates a second by the least that Payload does, ${by}`, unit: '/s' },
      ...{ value: middle((round) => round.least.perSecond), floor: middle(({ stock }) => stock.perSecond) },
      note: `round by round ${middle((round) => round.least.perSecond / round.stock.perSecond).toFixed(2)} times in the median`,
    },
  ]
}

export default benchmark
