import type { Payload } from 'payload'
import type { ConsistentViews } from './consistent-view'
import type { Counting } from './counting'
import type { Hints } from './hints'
import type { Limits } from './limits'
import type { LogReading } from './log-reading'
import type { LogWriting } from './log-writing'
import type { OrderSearching } from './order-search'
import type { PaymentSumming } from './payments-of-day'
import type { Savepoints } from './savepoints'
import type { Turns } from './turns'

export interface Additions
  extends ConsistentViews,
    Counting,
    Hints,
    Limits,
    LogReading,
    LogWriting,
    OrderSearching,
    PaymentSumming,
    Savepoints,
    Turns {}

const ADDITIONS: readonly (keyof Additions)[] = [
  ...(['beginView', 'endView', 'savepoint'] as const),
  ...(['readLog', 'tailLog', 'logExtent', 'pruneLog'] as const),
  ...(['beginLog', 'countHead', 'addEvents', 'renewEpoch', 'findAnswer', 'addAnswer'] as const),
  ...(['countUp', 'raiseCounter', 'readCounter'] as const),
  ...(['ordersWith', 'ordersOfCar', 'visitsOfCar'] as const),
  ...(['paymentsOfDay', 'paymentsBefore'] as const),
  ...(['lockTenant', 'alone'] as const),
  ...(['listen', 'tellLogs', 'tellSignIn'] as const),
  ...(['limiter'] as const),
]

const hasAll = (db: object): db is Additions => ADDITIONS.every((addition) => addition in db)

/** What the adapters of this folder add to Payload's. */
export function additionsOf({ db }: Pick<Payload, 'db'>): Additions {
  if (!hasAll(db)) throw new Error(`The database adapter "${db.name}" is none of this server's.`)
  return db
}
