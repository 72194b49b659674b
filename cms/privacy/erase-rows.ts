import { setImmediate } from 'node:timers/promises'
import type { Payload, PayloadRequest, Where } from 'payload'
import type { Order } from '@/lib/domain/documents'
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
  visits: null,
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

/** Whether anything of the concern would be erased. */
export const saysWho = (concern: ConcernRow): boolean =>
  Object.entries(concernWithout(concern)).some(([field, value]) => value !== (concern[field as 'plate'] || null))

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

/** An order that is deleted leaves nobody behind in its job and in what was decided about it: nothing leads to those any more. */
export async function eraseLeftBehind(req: PayloadRequest, { tenantId, orderID }: Order): Promise<void> {
  const where: Where = { and: [{ tenant: { equals: tenantId } }, { orderID: { equals: orderID } }] }
  const found = <Row>(collection: 'jobs' | 'concerns') =>
    req.payload.db.find<Row & { id: number }>({ collection, where, pagination: false, req })
  const [jobs, concerns] = [await found<JobRow>('jobs'), await found<ConcernRow>('concerns')]
  const decided = concerns.docs.filter(({ decision }) => decision)
  await eraseAloud(req, tenantId, { orders: [], jobs: jobs.docs, concerns: decided })
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
  readonly orderID?: string | null
  readonly body: string
}

/** Rewrites the events of these orders and concerns as they would be had nobody said who they are. */
export async function eraseEventsOf(
  req: PayloadRequest,
  tenant: string,
  { orders, concerns }: Pick<KeptRows, 'orders' | 'concerns'>,
): Promise<void> {
  const { db } = req.payload
  const about: Where = { tenant: { equals: tenant } }
  const eventsWhere = async (where: Where) =>
    (await db.find<EventRow>({ collection: 'sync-events', where: { and: [about, where] }, pagination: false, req }))
      .docs
  const numbers = new Set(orders.map(({ orderID }) => orderID))
  for (const orderID of numbers) {
    await eraseEvents(req, await eventsWhere({ orderID: { equals: orderID } }))
    await setImmediate()
  }
  const others = concerns.filter(({ orderID }) => !numbers.has(orderID ?? '')).map(({ concernId }) => concernId)
  if (others.length === 0) return
  const ofConcerns = await eventsWhere({ eventType: { equals: 'concern_update' } })
  await eraseEvents(
    req,
    ofConcerns.filter(({ body }) => others.some((concernId) => body.includes(concernId))),
  )
}

export async function eraseEvents(req: PayloadRequest, events: readonly EventRow[]): Promise<void> {
  for (const { id, body } of events) {
    const told = eventWithout(body)
    if (told === body) continue
    await req.payload.db.updateOne({ collection: 'sync-events', id, data: { body: told }, req, returning: false })
  }
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

interface Looking {
  readonly tenant: string
  /** From one row on. */
  readonly after?: number
  readonly req?: PayloadRequest
}

interface Found<Row> {
  readonly found: readonly Row[]
  /** The last row that was looked at. */
  readonly last: number
}

/** Answers of a site that carry what is looked for: a refusal shows the document that was in its way. */
export const answersWith = (payload: Pick<Payload, 'db'>, looking: Looking, has: (answer: Answered) => boolean) =>
  lookThrough<AnswerRow>(payload, 'command-results', looking, ({ result }) => has(answered(result)))

interface Answered {
  readonly orderID: string
  readonly current: unknown
}

export function answered({ current }: AnswerRow['result']): Answered {
  return { orderID: current?.order?.orderID ?? current?.job?.orderID ?? '', current }
}

/** Events of a site whose data carry what is looked for, whatever they are about. */
export const eventsWith = (payload: Pick<Payload, 'db'>, looking: Looking, has: (data: unknown) => boolean) =>
  lookThrough<EventRow>(payload, 'sync-events', looking, ({ body }) => has(JSON.parse(body)))

async function lookThrough<Row extends { readonly id: number }>(
  payload: Pick<Payload, 'db'>,
  collection: 'command-results' | 'sync-events',
  { tenant, after = 0, req }: Looking,
  has: (row: Row) => boolean,
): Promise<Found<Row>> {
  const found: Row[] = []
  for (let last = after; ; ) {
    const { docs } = await payload.db.find<Row>({
      collection,
      where: { and: [{ tenant: { equals: tenant } }, { id: { greater_than: last } }] },
      sort: 'id',
      limit: PAGE,
      pagination: false,
      ...(req && { req }),
    })
    found.push(...docs.filter(has))
    last = docs.at(-1)?.id ?? last
    if (docs.length < PAGE) return { found, last }
    await setImmediate()
  }
}

const PAGE = 200

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
