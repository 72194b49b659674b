import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { siteDay } from '@/lib/domain/rules/site-day'
import { startServer, type TestServer } from '../support/server'
import { processorSeconds } from './fanout/processes'
import { type Benchmark, percentile, type Row, timed } from './measure'

const FEW = 1_000
const MANY = 100_000
const READINGS = 400
/** Read before anything is measured: the first run on code that is not yet compiled. */
const WARM_UP = 100
const DAY = siteDay(new Date(), 'Asia/Kuala_Lumpur')

/** Today's payments up to number `upTo`, straight into a stopped server's ledger: each order is paid twice. */
function fillLedger(file: string, upTo: number): void {
  const db = new Database(file)
  const { last } = db.prepare('SELECT coalesce(max(seq), 0) AS last FROM payments').get() as { last: number }
  const put = db.prepare(
    `INSERT INTO payments (tenant, seq, order_i_d, kind, method, amount, currency, at, day, day_amount, day_orders, source, command_id)
     VALUES ('main', ?, ?, 'payment', 'cash', 500, 'MYR', ?, ?, ?, ?, 'command', ?)`,
  )
  const at = new Date().toISOString()
  db.transaction(() => {
    for (let seq = last + 1; seq <= upTo; seq += 1) {
      put.run(seq, `AX-${Math.ceil(seq / 2)}`, at, DAY, seq * 500, Math.ceil(seq / 2), `bench-${seq}`)
    }
  })()
  db.close()
}

/** What adding up the day's records takes, as it was done before each held its day's sums; milliseconds. */
function addedUp(file: string): Promise<number> {
  const db = new Database(file, { readonly: true })
  const sums = db.prepare(`SELECT coalesce(sum(taken), 0) AS amount, coalesce(sum(taken > 0), 0) AS orders FROM (
    SELECT sum(amount) AS taken FROM payments WHERE tenant = 'main' AND day = ? AND currency = 'MYR' GROUP BY order_i_d)`)
  sums.get(DAY)
  return timed(() => sums.get(DAY)).finally(() => db.close())
}

interface Readings {
  /** Milliseconds of the server's processor for one. */
  readonly processor: number
  /** Until it is answered, milliseconds. */
  readonly p50: number
}

async function readTakings(server: TestServer, payments: number): Promise<Readings> {
  const read = async () => {
    const response = await fetch(`${server.url}/dashboard/takings`, { headers: server.asAdmin() })
    const told = (await response.json()) as { amount: number; orders: number }
    if (told.amount !== payments * 500 || told.orders !== payments / 2) throw new Error(JSON.stringify(told))
  }
  for (let warm = 0; warm < WARM_UP; warm += 1) await read()
  const took: number[] = []
  const before = processorSeconds(server.pid)
  for (let reading = 0; reading < READINGS; reading += 1) took.push(await timed(read))
  return { processor: ((processorSeconds(server.pid) - before) * 1_000) / READINGS, p50: percentile(took, 50) }
}

const benchmark: Benchmark = {
  name: 'Takings',
  async run() {
    const dataDir = mkdtempSync(join(tmpdir(), 'ax-takings-'))
    const file = join(dataDir, 'ax-station.db')
    const measure = async (payments: number) => {
      fillLedger(file, payments)
      const server = await startServer({ dataDir })
      try {
        return await readTakings(server, payments)
      } finally {
        await server.stop()
      }
    }
    try {
      await (await startServer({ dataDir })).stop()
      const few = await measure(FEW)
      const many = await measure(MANY)
      const sum = await addedUp(file)
      const rows: Row[] = [
        {
          ...{ what: `processor time of a day’s takings, ${MANY.toLocaleString('en')} payments`, unit: 'ms' },
          ...{ value: many.processor, floor: few.processor, aim: '<= 1.1' },
          note: `of the server, the request over HTTP and who asks with it; floor: with ${FEW.toLocaleString('en')}; adding up the records takes ${sum.toFixed(1)} ms more`,
        },
        {
          ...{ what: `a day’s takings answered, ${MANY.toLocaleString('en')} payments, p50`, unit: 'ms' },
          ...{ value: many.p50, floor: few.p50 },
          note: '5 ms of the event loop is the aim',
        },
      ]
      return rows
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

export default benchmark
