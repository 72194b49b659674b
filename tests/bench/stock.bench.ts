import { startServer } from '../support/server'
import { newOrder, rowOf } from '../support/site'
import { processorSeconds } from './fanout/processes'
import { type Benchmark, percentile, type Row, timed } from './measure'
import { startStock } from './stock/server'

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
    const server = await startServer()
    const stock = await startStock()
    try {
      const own: (number | string)[] = []
      const plain: (number | string)[] = []
      for (let index = 0; index < 16; index += 1) {
        const row = await rowOf(server, await newOrder(server))
        own.push(row)
        const { id: _, ...order } = await server.rest<Record<string, unknown>>('GET', `/api/orders/${row}?depth=0`)
        plain.push((await stock.rest<{ doc: { id: number } }>('POST', '/api/orders', order)).doc.id)
      }
      const rows: Row[] = []
      for (const writers of [1, 16]) {
        const ours: Subject = { server, rows: own.slice(0, writers) }
        const theirs: Subject = { server: stock, rows: plain.slice(0, writers) }
        rows.push(...(await compare(ours, theirs, writers === 1 ? '1 writer' : `${writers} writers`)))
      }
      return rows
    } finally {
      await stock.stop()
      await server.stop()
    }
  },
}

/** In turns, so that what else the machine does falls on both. */
async function compare(ours: Subject, theirs: Subject, by: string): Promise<Row[]> {
  for (const each of [ours, theirs]) await update(each, WARM_UP)
  const rounds: { own: Round; stock: Round }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ own: await update(ours, UPDATES), stock: await update(theirs, UPDATES) })
  }
  const middle = (of: (round: (typeof rounds)[number]) => number) => percentile(rounds.map(of), 50)
  const note = `median of ${ROUNDS} rounds of ${UPDATES}, in turns; floor: stock Payload, the same collection and update, no hooks, no log`
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
      note: 'the same rounds',
    },
  ]
}

export default benchmark
