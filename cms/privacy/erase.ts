import type { Payload, PayloadRequest, TypedUser } from 'payload'
import { recordAudit } from '../audit/record'
import { inTurnAgain, logWriting } from '../database'
import { transactionOf } from '../database/transaction'
import type { ConcernRow } from '../documents/concern'
import type { JobRow } from '../documents/job'
import type { OrderRow } from '../documents/order'
import { markTouched } from '../sync/log/commits'
import { newEpoch, readHead } from '../sync/log/heads'
import {
  answered,
  answersWith,
  eraseAloud,
  eraseAnswers,
  eraseCards,
  eraseEvents,
  eraseEventsOf,
  eventsWith,
} from './erase-rows'
import { findKept, isOver } from './find'
import { isOf, type Person, standsIn } from './person'

/** What was erased, and what was not. */
export interface Erasure {
  readonly orders: number
  readonly customers: number
  readonly vehicles: number
  /** Orders of a car that is still here. */
  readonly underWay: readonly string[]
}

/**
 * Erases a person from a site: from orders that are over, and from all that tells of them. Money stays. The log begins a
 * new epoch, so that every station and every page drops what it had and begins from a snapshot of what is left.
 *
 * @param user who erases, as Payload signed them in
 */
export async function erasePerson(
  { payload, user, tenant }: { payload: Payload; user: TypedUser; tenant: string },
  person: Person,
): Promise<Erasure> {
  const found = await findKept(payload, tenant, person)
  const numbers = new Set(found.orders.map(({ orderID }) => orderID))
  // An order that somebody else's plate or number was first typed for, and one that was deleted, told of the person too.
  const tellsOf = (value: unknown) => standsIn(person, value)
  const lookThrough = async (from?: { answers: number; events: number }, req?: PayloadRequest) => ({
    answers: await answersWith(
      payload,
      { tenant, after: from?.answers, req },
      ({ orderID, current }) => numbers.has(orderID) || tellsOf(current),
    ),
    events: await eventsWith(payload, { tenant, after: from?.events, req }, tellsOf),
  })
  // Most of it before anybody has to wait.
  const known = await lookThrough()
  return inTurnAgain({ payload, user, tenant }, async (req) => {
    // As they are now that nobody else writes, and whose: one may have been erased, or put right, meanwhile.
    const orders = (await again<OrderRow>(req, 'orders', found.orders)).filter(({ plate, customerPhone }) =>
      isOf(person, { plate, phone: customerPhone }),
    )
    const theirs = new Set(orders.map(({ orderID }) => orderID))
    const open = new Set(orders.filter((order) => !isOver(order)).map(({ orderID }) => orderID))
    const isClosed = ({ orderID }: { readonly orderID?: string | null }) => !open.has(orderID ?? '')
    const jobs = await again<JobRow>(req, 'jobs', found.jobs)
    const concerns = await again<ConcernRow>(req, 'concerns', found.concerns)
    const rows = {
      ...found,
      orders: orders.filter(isClosed),
      jobs: jobs.filter((job) => theirs.has(job.orderID) && isClosed(job)),
      // What the desk has yet to decide on it must be able to read.
      concerns: concerns.filter(
        (concern) =>
          concern.decision && isClosed(concern) && (theirs.has(concern.orderID ?? '') || standsIn(person, concern)),
      ),
    }
    await eraseAloud(req, tenant, rows)
    await eraseCards(req, rows)
    await eraseEventsOf(req, tenant, rows)
    const since = await lookThrough({ answers: known.answers.last, events: known.events.last }, req)
    await eraseEvents(req, [...known.events.found, ...since.events.found].filter(isClosed))
    await eraseAnswers(
      req,
      [...known.answers.found, ...since.answers.found].filter(({ result }) => isClosed(answered(result))),
    )
    await beginAnew(req, tenant)
    const counts = { orders: rows.orders.length, customers: rows.customers.length, vehicles: rows.vehicles.length }
    await recordAudit(req, {
      kind: 'person_erased',
      tenant,
      subject: person.by === 'phone' ? 'Somebody, by a telephone number' : 'Somebody, by a plate',
      after: Object.entries({ ...counts, 'still under way': open.size })
        .map(([name, count]) => `${name}: ${count}`)
        .join(', '),
    })
    return { ...counts, underWay: [...open] }
  })
}

async function again<Row extends { readonly id: number }>(
  req: PayloadRequest,
  collection: 'orders' | 'jobs' | 'concerns',
  rows: readonly Row[],
): Promise<Row[]> {
  const now: Row[] = []
  for (const { id } of rows) {
    const row = await req.payload.db.findOne<Row>({ collection, where: { id: { equals: id } }, req })
    if (row) now.push(row)
  }
  return now
}

/** Whoever follows the log drops what it had of it, and takes a snapshot. */
async function beginAnew(req: PayloadRequest, tenant: string): Promise<void> {
  const head = await readHead(req.payload.db, tenant, req)
  if (!head) return
  const transaction = await transactionOf(req)
  const epoch = newEpoch()
  await logWriting(req.payload).renewEpoch({ tenant, from: head.epoch, to: epoch }, transaction)
  markTouched(transaction, { ...head, epoch })
}
