import { randomUUID } from 'node:crypto'
import Database from 'libsql'
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

const MONTH = 30

/** The days of a month that `fillMonth` brings, the newest today. */
export const MONTH_DAYS = { day: siteDay(new Date(NOON - (MONTH - 1) * DAY_MS), ZONE), until: DAY }

/** A month of another site straight into the file: so many orders a day, each washed, paid and gone, and two shifts a day. */
export function fillMonth(file: string, tenant: string, aDay: number): void {
  const db = new Database(file)
  const { services } = sampleOrder(1)
  const order = db.prepare(
    `INSERT INTO orders (order_i_d, stage, stage_since, overall_status, payment_status, plate, vehicle_type, services,
       total_amount, paid_amount, payments, currency, tenant, version, changed_at, created_at, updated_at)
     VALUES (@orderID, 'completed', @at, 'completed', 'cash', @plate, 'sedan', @services,
       1000, 1000, @payments, 'MYR', @tenant, 5, @at, @at, @at)`,
  )
  const payment = db.prepare(
    `INSERT INTO payments (tenant, seq, order_i_d, kind, method, amount, currency, at, day, day_amount, day_orders, source, command_id)
     VALUES (?, ?, ?, 'payment', ?, 1000, 'MYR', ?, ?, ?, ?, 'command', ?)`,
  )
  const job = db.prepare(
    `INSERT INTO jobs (job_id, tenant, order_i_d, plate, vehicle_type, title, status, steps, ended_by, started_at, paused_ms,
       finished_at, version, changed_at, created_at, updated_at)
     VALUES (@jobId, @tenant, @orderID, @plate, 'sedan', 'Basic wash', 'completed', @steps, @endedBy, @at, 0, @to, 5, @to, @at, @to)`,
  )
  const shift = db.prepare(
    `INSERT INTO shifts (shift_id, tenant, number, opened_at, opened_by, currency, float, from_seq, closed_at, closed_by, counted,
       to_seq, expected, note, version, changed_at, created_at, updated_at)
     VALUES (@id, @tenant, @number, @at, 'station:desk', 'MYR', 20000, @from, @to, 'station:desk', 20000, @upTo, 20000, '', 2, @to, @at, @to)`,
  )
  db.transaction(() => {
    let seq = 0
    for (let ago = MONTH - 1; ago >= 0; ago -= 1) {
      for (let ofDay = 0; ofDay < aDay; ofDay += 1) {
        const moment = new Date(NOON - ago * DAY_MS + Math.floor((ofDay * 8 * 3_600_000) / aDay))
        const at = moment.toISOString()
        const to = new Date(moment.getTime() + 30 * 60_000).toISOString()
        const day = siteDay(moment, ZONE)
        const orderID = `AX-${day}-${tenant}-${ofDay + 1}`
        const plate = `WXY ${1000 + ofDay}`
        const method = ['cash', 'card', 'online'][ofDay % 3]
        const payments = JSON.stringify([{ at, method, amount: 1000, change: 0 }])
        order.run({ orderID, plate, tenant, services: JSON.stringify(services), payments, at })
        seq += 1
        payment.run(tenant, seq, orderID, method, at, day, (ofDay + 1) * 1000, ofDay + 1, `${tenant}-${seq}`)
        const steps = [0, 1, 2, 3].map((step) => ({
          ...{ stepId: `${orderID}-${step}`, name: `Step ${step}`, minutes: 5, status: 'completed' },
          ...{ startedAt: at, finishedAt: to },
        }))
        const endedBy = steps.map(({ stepId }, step) => ({ stepId, by: `person:${(ofDay + step) % 5}` }))
        const said = { steps: JSON.stringify(steps), endedBy: JSON.stringify(endedBy) }
        job.run({ jobId: `job-${orderID}`, tenant, orderID, plate, ...said, at, to })
      }
      for (const half of [0, 1]) {
        const at = new Date(NOON - ago * DAY_MS + half * 4 * 3_600_000).toISOString()
        const to = new Date(Date.parse(at) + 4 * 3_600_000 - 1).toISOString()
        const from = seq - aDay + (half * aDay) / 2
        const number = (MONTH - 1 - ago) * 2 + half + 1
        shift.run({ id: randomUUID(), tenant, number, from, upTo: from + aDay / 2, at, to })
      }
    }
  })()
  db.exec('ANALYZE')
  db.close()
}
