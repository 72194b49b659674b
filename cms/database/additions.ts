import type { Payload } from 'payload'
import type { ConsistentViews } from './consistent-view'
import type { LogReading } from './log-rows'
import type { LogWriting } from './log-writing'
import type { PaymentSumming } from './payments-of-day'
import type { Savepoints } from './savepoints'

export interface Additions extends ConsistentViews, LogReading, LogWriting, PaymentSumming, Savepoints {}

const ADDITIONS = [
  ...['beginView', 'endView', 'readLog', 'paymentsOfDay'],
  ...['countHead', 'addEvents', 'findAnswer', 'addAnswer'],
  'savepoint',
]

const hasAll = (db: object): db is Additions => ADDITIONS.every((addition) => addition in db)

/** What the adapters of this folder add to Payload's. */
export function additionsOf({ db }: Payload): Additions {
  if (!hasAll(db)) throw new Error(`The database adapter "${db.name}" is none of this server's.`)
  return db
}
