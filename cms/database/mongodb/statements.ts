import type { ClientSession, Collection, Document } from 'mongodb'
import type { LogRange, LogRow } from '../../sync/log/read'
import type { Counting } from '../counting'
import type { LogReading } from '../log-reading'
import type { LogPosition, LogWriting, NewLogRow } from '../log-writing'
import type { PaymentSumming } from '../payments-of-day'
import type { Transaction } from '../transaction'
import type { OpenTransaction, Transactions } from './client'
import type { Numbers } from './numbers'

/** The collections that the server writes past Payload's operations. */
export type OwnCollection = 'sync-heads' | 'sync-events' | 'command-results' | 'counters' | 'payments' | 'orders'

export interface Stored extends Document {
  _id: number
}

export interface Store {
  readonly transactions: Transactions
  readonly numbers: Numbers
  /** This server, as its hints are signed. */
  readonly own: string
  collection(name: OwnCollection): Collection<Stored>
  /** @throws where it is not open */
  within(transaction: Transaction): OpenTransaction
}

const stamps = (now = new Date()) => ({ createdAt: now, updatedAt: now })
const touched = () => ({ updatedAt: new Date() })

const EVENT_FIELDS = ['seq', 'eventType', 'orderID', 'bays', 'audience', 'actor', 'commandId', 'at', 'body'] as const
const ONLY_EVENT = { _id: 0, ...Object.fromEntries(EVENT_FIELDS.map((field) => [field, 1])) }

/** What is missing in a document stands in a row as nothing. */
const rowOf = ({ seq, eventType, orderID, bays, audience, actor, commandId, at, body }: Document): LogRow => ({
  seq,
  eventType,
  orderID: orderID ?? null,
  bays: bays ?? null,
  audience: audience ?? null,
  actor,
  commandId: commandId ?? null,
  at,
  body,
})

/** Of a session that sees one moment: what the connection asks for otherwise would be read instead. */
const seenBy = (session: ClientSession) =>
  session.snapshotEnabled ? { session, readConcern: { level: 'snapshot' as const } } : { session }

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What the server writes and reads of its log, of answers, counters and takings, past Payload's operations. */
export function ownStatements(store: Store): LogWriting & LogReading & Counting & PaymentSumming {
  const { transactions, numbers, own, collection, within } = store
  const sessionOf = (transaction: Transaction | undefined) =>
    transaction === undefined ? undefined : within(transaction).session

  async function changeHead(session: ClientSession, tenant: string, change: Document): Promise<LogPosition | null> {
    const head = await collection('sync-heads').findOneAndUpdate({ tenant }, change, {
      session,
      returnDocument: 'after',
      projection: { _id: 0, tenant: 1, epoch: 1, head: 1 },
    })
    return head as LogPosition | null
  }

  async function extentIn(tenant: string, session: ClientSession) {
    const head = await collection('sync-heads').findOne({ tenant }, seenBy(session))
    if (!head) return null
    const oldest = await collection('sync-events').findOne(
      { tenant },
      { ...seenBy(session), sort: { seq: 1 }, projection: { seq: 1 } },
    )
    return { epoch: head.epoch as string, head: head.head as number, oldest: (oldest?.seq as number) ?? null }
  }

  return {
    async beginLog(transaction, { tenant, epoch }) {
      const open = within(transaction)
      await open.inTurn(`head of ${tenant}`, async (session) => {
        if (await collection('sync-heads').findOne({ tenant }, { session, projection: { _id: 1 } })) return
        const made = { _id: await numbers.next('sync-heads'), tenant, epoch, head: 0, writtenBy: own, ...stamps() }
        await collection('sync-heads').insertOne(made, { session })
      })
    },
    async countHead(transaction, { tenant, events }) {
      const { answer } = await within(transaction).inTurn(`head of ${tenant}`, (session) =>
        changeHead(session, tenant, { $inc: { head: events }, $set: { writtenBy: own, ...touched() } }),
      )
      return answer
    },
    async addEvents(transaction, rows) {
      if (rows.length === 0) return
      const { session } = within(transaction)
      const last = await numbers.next('sync-events', rows.length)
      const first = last - rows.length + 1
      const documents = rows.map((row: NewLogRow, place) => ({ _id: first + place, ...row, ...stamps() }))
      await collection('sync-events').insertMany(documents, { session })
    },
    async renewEpoch({ tenant, from, to }, transaction) {
      const session = sessionOf(transaction)
      const change = { $set: { epoch: to, writtenBy: own, ...touched() } }
      const { matchedCount } = await collection('sync-heads').updateOne({ tenant, epoch: from }, change, { session })
      return matchedCount > 0
    },
    async findAnswer({ tenant, commandId }, transaction) {
      const found = await collection('command-results').findOne(
        { tenant, commandId },
        { session: sessionOf(transaction), projection: { station: 1, result: 1 } },
      )
      return found && { station: found.station as string, result: JSON.stringify(found.result) }
    },
    async addAnswer(transaction, { result, ...answer }) {
      const _id = await numbers.next('command-results')
      const made = { _id, ...answer, result: JSON.parse(result) as unknown, ...stamps() }
      await collection('command-results').insertOne(made, { session: within(transaction).session })
    },
    async readLog({ tenant, after, upTo, limit, filter }: LogRange) {
      const { customer, orderID, bayId, eventTypes } = filter
      const asked: Document = { tenant, seq: { $gt: after, $lte: upTo } }
      if (customer !== undefined) asked.audience = customer
      if (orderID) asked.orderID = orderID
      if (bayId) asked.bays = { $regex: `(^| )${escaped(bayId)}( |$)` }
      if (eventTypes) asked.eventType = { $in: [...eventTypes] }
      const found = collection('sync-events').find(asked, { sort: { seq: 1 }, limit, projection: ONLY_EVENT })
      return (await found.toArray()).map(rowOf)
    },
    tailLog: ({ tenant, after, limit }) =>
      transactions.oneMoment(async (session) => {
        const head = await collection('sync-heads').findOne({ tenant }, seenBy(session))
        if (!head) return null
        const asked = { tenant, seq: { $gt: after } }
        const found = collection('sync-events').find(asked, {
          ...seenBy(session),
          sort: { seq: 1 },
          limit,
          projection: ONLY_EVENT,
        })
        const rows = (await found.toArray()).map(rowOf)
        return { epoch: head.epoch as string, head: head.head as number, rows }
      }),
    logExtent(tenant, transaction) {
      if (transaction !== undefined) return extentIn(tenant, within(transaction).session)
      return transactions.oneMoment((session) => extentIn(tenant, session))
    },
    async pruneLog({ tenant, upTo }) {
      await collection('sync-events').deleteMany({ tenant, seq: { $lte: upTo } })
    },
    async countUp(transaction, { tenant, name }) {
      const { answer } = await within(transaction).inTurn(`counter ${name} of ${tenant}`, async (session) => {
        const counters = collection('counters')
        const counted = await counters.findOneAndUpdate(
          { tenant, name },
          { $inc: { value: 1 }, $set: touched() },
          { session, returnDocument: 'after', projection: { value: 1 } },
        )
        if (counted) return counted.value as number
        await counters.insertOne(
          { _id: await numbers.next('counters'), tenant, name, value: 1, ...stamps() },
          { session },
        )
        return 1
      })
      return answer
    },
    async raiseCounter(transaction, { tenant, name, value }) {
      await within(transaction).inTurn(`counter ${name} of ${tenant}`, async (session) => {
        const counters = collection('counters')
        const change = { $max: { value }, $set: touched() }
        const { matchedCount } = await counters.updateOne({ tenant, name }, change, { session })
        if (matchedCount > 0) return
        await counters.insertOne({ _id: await numbers.next('counters'), tenant, name, value, ...stamps() }, { session })
      })
    },
    async readCounter({ tenant, name }) {
      const counter = await collection('counters').findOne({ tenant, name }, { projection: { value: 1 } })
      return (counter?.value as number) ?? null
    },
    paymentsOfDay: (asked) => sumsOfDay(asked, undefined),
    async paymentsBefore(transaction, { orderID, ...day }) {
      const { session } = within(transaction)
      const sums = await sumsOfDay(day, session)
      const { tenant } = day
      const ofOrder = await collection('payments').find({ tenant, orderID }, { session }).toArray()
      const taken = ofOrder.filter((row) => row.day === day.day && row.currency === day.currency)
      return { ...sums, ofOrder: taken.reduce((sum, { amount }) => sum + (amount as number), 0) }
    },
  }

  /** Each record has its day's sums as they were with it. */
  async function sumsOfDay(
    { tenant, day, currency }: { tenant: string; day: string; currency: string },
    session: ClientSession | undefined,
  ) {
    const last = await collection('payments').findOne(
      { tenant, day, currency },
      { session, sort: { seq: -1 }, projection: { dayAmount: 1, dayOrders: 1 } },
    )
    return { amount: (last?.dayAmount as number) ?? 0, orders: (last?.dayOrders as number) ?? 0 }
  }
}
