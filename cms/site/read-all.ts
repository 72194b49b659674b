import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Payload, PayloadRequest, Where } from 'payload'
import type { JobRow } from '../documents/job'
import type { OrderRow } from '../documents/order'
import type { PaymentRow } from './read-ledger'

/**
 * Rows read in one turn of the event loop: an embedded database answers without leaving it, and a long day read at once
 * would hold up every stream. A database also takes only so many names in one question.
 */
export const AT_ONCE = 40

/** Milliseconds of a turn that adds up what was read. */
const TURN_MS = 2

interface Asked {
  readonly collection: 'payments' | 'orders' | 'jobs'
  readonly where: Where
  /** Says of any two rows which comes first. */
  readonly sort: readonly string[]
}

/** Past Payload's operations: who may has been asked, and a long day is not walked field by field. */
export async function readAll<Row extends PaymentRow | OrderRow | JobRow, Read>(
  req: Partial<PayloadRequest>,
  asked: Asked,
  read: (row: Row) => Read,
): Promise<Read[]> {
  const all: Read[] = []
  for (let page = 1; ; page += 1) {
    const { docs } = await (req.payload as Payload).db.find<Row>({
      ...asked,
      sort: [...asked.sort],
      req,
      limit: AT_ONCE,
      page,
      pagination: false,
    })
    all.push(...docs.map(read))
    await nextTurn()
    if (docs.length < AT_ONCE) return all
  }
}

/** Work with stops, a turn of the event loop to every few milliseconds of it. */
export async function inTurns<Done>(work: Iterator<undefined, Done, undefined>): Promise<Done> {
  for (let began = performance.now(); ; ) {
    const step = work.next()
    if (step.done) return step.value
    if (performance.now() - began < TURN_MS) continue
    await nextTurn()
    began = performance.now()
  }
}
