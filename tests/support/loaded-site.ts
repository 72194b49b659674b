import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { startServer, type TestServer } from './server'

/** How a busy site's orders are spread over the stages. */
const SPREAD = { initiated: 100, open: 150, in_progress: 50, billed: 150, paid: 150, completed: 400 } as const
const ORDERS = Object.values(SPREAD).reduce((sum, count) => sum + count, 0)

/**
 * A server whose site already holds a thousand orders, none of them in a queue or a bay; their plates begin with `LOAD`.
 * One is taken through the server; the others are copies of it, written while it is down, because a thousand writes with
 * their events take half a minute and prove nothing here.
 */
export async function startLoadedServer(env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ax-loaded-'))
  const maker = await startServer({ dataDir, env })
  let model: string
  try {
    model = (await maker.createOrder({ plate: 'LOAD', services: [{ serviceId: 'basic-wash' }] })).orderID
  } finally {
    await maker.stop()
  }
  multiply(join(dataDir, 'ax-station.db'), model)
  const server = await startServer({ dataDir, env })
  return {
    ...server,
    async stop() {
      const code = await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
      return code
    },
  }
}

function multiply(file: string, model: string): void {
  const db = new Database(file)
  const columns = (db.pragma('table_info(orders)') as { name: string }[]).map(({ name }) => name)
  const own = ['order_i_d', 'plate', 'stage', 'stage_since', 'payment_status', 'paid_amount']
  const copied = columns.filter((name) => !['id', ...own].includes(name))
  const insert = db.prepare(
    `INSERT INTO orders (${[...own, ...copied].join(', ')})
     SELECT ?, ?, ?, ?, ?, ?, ${copied.join(', ')} FROM orders WHERE order_i_d = ?`,
  )
  const now = Date.now()
  db.transaction(() => {
    // The model is the first that was initiated.
    let made = 1
    for (const [stage, count] of Object.entries(SPREAD)) {
      const paid = stage === 'paid' || stage === 'completed'
      for (let copy = stage === 'initiated' ? 1 : 0; copy < count; copy += 1) {
        made += 1
        const since = new Date(now - made * 60_000).toISOString()
        const number = String(made).padStart(4, '0')
        const money = paid ? ['cash', 1500] : ['pending', 0]
        insert.run(`AX-20260101-${number}`, `LOAD ${number}`, stage, since, ...money, model)
      }
    }
    if (made !== ORDERS) throw new Error(`${made} orders instead of ${ORDERS}`)
  })()
  db.close()
}
