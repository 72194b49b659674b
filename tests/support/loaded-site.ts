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
 * One of each stage is made through the server; the others are copies of it, written while it is down, because a
 * thousand writes with their events take half a minute and prove nothing here.
 */
export async function startLoadedServer(env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ax-loaded-'))
  const maker = await startServer({ dataDir, env })
  try {
    for (const stage of Object.keys(SPREAD)) {
      await maker.createOrder({
        orderID: `LOAD-${stage}`,
        stage,
        plate: 'LOAD',
        services: [{ serviceId: 'basic-wash' }],
        ...(stage === 'paid' || stage === 'completed' ? { paymentStatus: 'cash', paidAmount: 1500 } : {}),
      })
    }
  } finally {
    await maker.stop()
  }
  multiply(join(dataDir, 'ax-station.db'))
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

function multiply(file: string): void {
  const db = new Database(file)
  const columns = (db.pragma('table_info(orders)') as { name: string }[]).map(({ name }) => name)
  const copied = columns.filter((name) => !['id', 'order_i_d', 'plate', 'stage_since'].includes(name))
  const insert = db.prepare(
    `INSERT INTO orders (order_i_d, plate, stage_since, ${copied.join(', ')})
     SELECT ?, ?, ?, ${copied.join(', ')} FROM orders WHERE order_i_d = ?`,
  )
  const now = Date.now()
  db.transaction(() => {
    let made = Object.keys(SPREAD).length
    for (const [stage, count] of Object.entries(SPREAD)) {
      for (let copy = 1; copy < count; copy += 1) {
        made += 1
        const since = new Date(now - made * 60_000).toISOString()
        const number = String(made).padStart(4, '0')
        insert.run(`AX-20260101-${number}`, `LOAD ${number}`, since, `LOAD-${stage}`)
      }
    }
    if (made !== ORDERS) throw new Error(`${made} orders instead of ${ORDERS}`)
  })()
  db.close()
}
