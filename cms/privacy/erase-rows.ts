import { setImmediate } from 'node:timers/promises'
import type { Payload, PayloadRequest, Where } from 'payload'
import { ERASED, erased, erasedJson } from '@/lib/domain/rules/erased'
import { keptDocuments } from '../commands/kept-documents'
import type { ConcernRow } from '../documents/concern'
import type { JobRow } from '../documents/job'
import type { OrderRow } from '../documents/order'
import type { KeptRows } from './find'

const orderWithout = (order: OrderRow): Partial<OrderRow> => ({
  vehicle: null,
  customer: null,
  plate: order.plate ? ERASED : null,
  make: null,
  colour: null,
  customerName: order.customerName || order.customerPhone ? ERASED : null,
  customerPhone: null,
  customerNotes: order.customerNotes ? ERASED : '',
  staffNotes: order.staffNotes ? ERASED : '',
})

const jobWithout = ({ plate, notes }: JobRow): Partial<JobRow> => ({
  plate: plate ? ERASED : '',
  notes: notes ? ERASED : '',
})

const concernWithout = ({ plate, action, answer }: ConcernRow): Partial<ConcernRow> => ({
  plate: plate ? ERASED : null,
  action: erasedJson(action),
  answer: erasedJson(answer),
})

type DocumentRows = Pick<KeptRows, 'orders' | 'jobs' | 'concerns'>

/** Takes the people out of the documents; each change is an event of the log, which tells who did it. */
export async function eraseAloud(req: PayloadRequest, tenant: string, rows: DocumentRows): Promise<void> {
  const documents = keptDocuments(req, tenant)
  for (const order of rows.orders) {
    await documents.order.change(order.orderID, orderWithout(order))
    await setImmediate()
  }
  for (const job of rows.jobs) await documents.job.change(job.jobId, jobWithout(job))
  for (const concern of rows.concerns) await documents.concern.change(concern.concernId, concernWithout(concern))
}

/** The same of documents that nobody holds any more: they are too old for a snapshot, and no reader is told. */
export async function eraseSilently(req: PayloadRequest, rows: DocumentRows): Promise<void> {
  const at = new Date().toISOString()
  const write = async (
    collection: 'orders' | 'jobs' | 'concerns',
    { id, version }: { readonly id: number; readonly version?: number | null },
    data: object,
  ) => {
    const counted = { ...data, version: (version ?? 1) + 1, changedAt: at, updatedAt: at }
    await req.payload.db.updateOne({ collection, id, data: counted, req, returning: false })
  }
  for (const order of rows.orders) await write('orders', order, orderWithout(order))
  for (const job of rows.jobs) await write('jobs', job, jobWithout(job))
  for (const concern of rows.concerns) await write('concerns', concern, concernWithout(concern))
}

/** Rows about people alone. A customer with an account of their own keeps an empty one, or the account would be of nobody. */
export async function eraseCards(
  req: PayloadRequest,
  { customers, vehicles }: Pick<KeptRows, 'customers' | 'vehicles'>,
): Promise<void> {
  const { db } = req.payload
  for (const { id } of vehicles) await db.deleteOne({ collection: 'vehicles', where: { id: { equals: id } }, req })
  for (const { id } of customers) {
    const account = await db.findOne({ collection: 'users', where: { customer: { equals: id } }, req })
    if (account)
      await db.updateOne({ collection: 'customers', id, data: { name: ERASED, phone: null }, req, returning: false })
    else await db.deleteOne({ collection: 'customers', where: { id: { equals: id } }, req })
  }
}

interface EventRow {
  readonly id: number
  readonly body: string
}

/** Rewrites the events of these orders and concerns as they would be had nobody said who they are; how many those were. */
export async function eraseEvents(
  req: PayloadRequest,
  tenant: string,
  { orders, concerns }: Pick<KeptRows, 'orders' | 'concerns'>,
): Promise<number> {
  const { db } = req.payload
  const about: Where = { tenant: { equals: tenant } }
  const others = concerns.filter(({ orderID }) => !orderID).map(({ concernId }) => concernId)
  const ofOthers: Where = { and: [about, { eventType: { equals: 'concern_update' } }, { orderID: { exists: false } }] }
  const places = orders.map(({ orderID }): Where => ({ and: [about, { orderID: { equals: orderID } }] }))
  if (others.length > 0) places.push(ofOthers)
  let count = 0
  for (const where of places) {
    const { docs } = await db.find<EventRow>({ collection: 'sync-events', where, pagination: false, req })
    for (const { id, body } of docs) {
      if (where === ofOthers && !others.some((concernId) => body.includes(concernId))) continue
      const told = eventWithout(body)
      if (told === body) continue
      await db.updateOne({ collection: 'sync-events', id, data: { body: told }, req, returning: false })
      count += 1
    }
    await setImmediate()
  }
  return count
}

/** What an event carries of a concern is text within the text. */
function eventWithout(body: string): string {
  const data = erased(JSON.parse(body)) as { concern?: { action: string; answer: string } }
  if (!data.concern) return JSON.stringify(data)
  const { action, answer } = data.concern
  const concern = { ...data.concern, action: erasedJson(action), answer: erasedJson(answer) }
  return JSON.stringify({ ...data, concern })
}

interface AnswerRow {
  readonly id: number
  readonly result: { readonly current?: Readonly<Record<string, { readonly orderID?: string }>> | null }
}

/** Answers of a site that carry one of these orders, from one row on: a refusal shows the document that was in its way. */
export async function answersWith(
  payload: Pick<Payload, 'db'>,
  { tenant, numbers, after = 0 }: { tenant: string; numbers: ReadonlySet<string>; after?: number },
  req?: PayloadRequest,
): Promise<{ readonly found: readonly AnswerRow[]; readonly last: number }> {
  const found: AnswerRow[] = []
  for (let last = after; ; ) {
    const { docs } = await payload.db.find<AnswerRow>({
      collection: 'command-results',
      where: { and: [{ tenant: { equals: tenant } }, { id: { greater_than: last } }] },
      sort: 'id',
      limit: PAGE,
      pagination: false,
      ...(req && { req }),
    })
    for (const row of docs) {
      const { order, job } = row.result.current ?? {}
      if (numbers.has(order?.orderID ?? job?.orderID ?? '')) found.push(row)
    }
    last = docs.at(-1)?.id ?? last
    if (docs.length < PAGE) return { found, last }
    await setImmediate()
  }
}

const PAGE = 500

export async function eraseAnswers(req: PayloadRequest, answers: readonly AnswerRow[]): Promise<void> {
  for (const { id, result } of answers)
    await req.payload.db.updateOne({
      collection: 'command-results',
      id,
      data: { result: erased(result) },
      req,
      returning: false,
    })
}
