import Database from 'better-sqlite3'
import { siteDay } from '@/lib/domain/rules/site-day'
import { sampleOrder } from '../../support/sample-events'

const ZONE = 'Asia/Kuala_Lumpur'
/** Records of a busy day: so many orders, each paid in two parts. */
export const A_DAY = 200
const DAY_MS = 86_400_000
/** Noon at the site, today. */
const NOON = Math.floor((Date.now() + 8 * 3_600_000) / DAY_MS) * DAY_MS + 4 * 3_600_000

/** The newest day of the books. */
export const DAY = siteDay(new Date(NOON), ZONE)

/** Brings a site's books to `upTo` records, straight into the file: `A_DAY` of them today, as many each day before. */
export function fillBooks(file: string, upTo: number): void {
  const db = new Database(file)
  const { had } = db.prepare('SELECT count(*) AS had FROM payments').get() as { had: number }
  const { services } = sampleOrder(1)
  const order = db.prepare(
    `INSERT INTO orders (order_i_d, stage, stage_since, overall_status, payment_status, plate, vehicle_type, services,
       total_amount, paid_amount, payments, currency, tenant, version, changed_at, created_at, updated_at)
     VALUES (@orderID, 'completed', @at, 'completed', 'cash', 'WXY 1234', 'sedan', @services,
       1000, 1000, @payments, 'MYR', 'main', 5, @at, @at, @at)`,
  )
  const payment = db.prepare(
    `INSERT INTO payments (tenant, seq, order_i_d, kind, method, amount, currency, at, day, day_amount, day_orders, source, command_id)
     VALUES ('main', ?, ?, 'payment', 'cash', 500, 'MYR', ?, ?, ?, ?, 'command', ?)`,
  )
  db.transaction(() => {
    // Today stays as it is while days before it are added, whose numbers are below 0.
    for (let index = had; index < upTo; index += 1) {
      const ago = Math.floor(index / A_DAY)
      const ofDay = index % A_DAY
      const moment = new Date(NOON - ago * DAY_MS + ofDay * 60_000)
      const at = moment.toISOString()
      const day = siteDay(moment, ZONE)
      const orderID = `AX-${day}-${String(Math.floor(ofDay / 2) + 1).padStart(4, '0')}`
      if (ofDay % 2 === 0) {
        const parts = [0, 1].map(() => ({ at, method: 'cash', amount: 500, change: 0 }))
        order.run({ orderID, services: JSON.stringify(services), payments: JSON.stringify(parts), at })
      }
      payment.run(
        ofDay + 1 - ago * A_DAY,
        orderID,
        at,
        day,
        (ofDay + 1) * 500,
        Math.floor(ofDay / 2) + 1,
        `bench-${index}`,
      )
    }
  })()
  db.exec('ANALYZE')
  db.close()
}
