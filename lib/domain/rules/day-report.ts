import type { Order, PaymentMethod, Stage } from '../documents'
import { isFreeWash } from './free-wash'
import { siteDays, siteHours } from './site-day'
import { stageToSay } from './stages'

/** One record of the ledger: money that came in or, below zero, was given back. */
export interface LedgerRecord {
  /** Its number among the site's records, from 1 and without gaps. */
  readonly seq: number
  readonly orderID: string
  /** `null`: it was not said. */
  readonly method: PaymentMethod | null
  /** Sen. */
  readonly amount: number
  /** Sen handed back over the counter as it was taken. */
  readonly change: number
  readonly at: string
  /** Who, as the log calls them: `user:1`, `station:desk`; `null` where that is not known. */
  readonly by: string | null
  /** Why it was given back; `null` for money that came in, and where it was not said. */
  readonly reason: string | null
  /** Who of the team approved that it was given back; `null` where nobody had to. */
  readonly approvedBy: string | null
}

/** A part of the day's money; the parts of one cut add up to the whole, to the sen. */
export interface Share {
  /** What it is the part of; `null` for what is not known. */
  readonly key: string | null
  /** In words, where the key has none of its own. */
  readonly name: string | null
  /** Sen that came in, and sen that were given back. */
  readonly taken: number
  readonly givenBack: number
  /** Orders it is of. */
  readonly orders: number
}

/** What the lists of a report say of an order. */
interface Named {
  readonly orderID: string
  readonly plate: string | null
}

export interface RefundOfDay extends Named, Pick<LedgerRecord, 'method' | 'at' | 'by' | 'reason' | 'approvedBy'> {
  /** Sen, above zero. */
  readonly amount: number
}

export interface DiscountOfDay extends Named {
  readonly amount: number
  readonly totalAmount: number
  /** Why it was taken off, and who did it, where it was said. */
  readonly reason: string | null
  /** A wash that visits have earned. */
  readonly freeWash: boolean
  readonly by: string | null
  readonly approvedBy: string | null
}

export interface CalledOffOrder extends Named {
  /** Sen that it would have cost. */
  readonly amount: number
  readonly at: string
  readonly reason: string | null
  readonly by: string | null
  readonly approvedBy: string | null
}

export interface OpenOrder extends Named {
  readonly stage: Stage
  /** Sen still to be paid. */
  readonly due: number
  readonly takenAt: string
}

/** A site's day in money, or several days one after the other. */
export interface DayReport {
  /** `20260115`: the first one. */
  readonly day: string
  /** The last one; the same for a single day. */
  readonly until: string
  readonly currency: string
  readonly total: Share
  readonly byMethod: readonly Share[]
  readonly byService: readonly Share[]
  readonly byVehicle: readonly Share[]
  readonly byPerson: readonly Share[]
  /** By the hour on the site's clock: `00` to `23`. */
  readonly byHour: readonly Share[]
  /** By the day of the site, the oldest first. */
  readonly byDay: readonly Share[]
  readonly refunds: readonly RefundOfDay[]
  /** Sen by which cash was rounded for the orders taken that day: what they cost is their lines less discounts, and this. */
  readonly rounding: number
  /** Of the orders taken then. */
  readonly discounts: readonly DiscountOfDay[]
  /** Of the orders taken then. */
  readonly calledOff: readonly CalledOffOrder[]
  /** Orders taken that day that are neither completed nor cancelled, as they stand now. */
  readonly open: readonly OpenOrder[]
}

export interface DayToReport {
  readonly day: string
  readonly until: string
  readonly currency: string
  /** IANA name of the site's zone. */
  readonly timeZone: string
  /** The day's records, oldest first. */
  readonly records: readonly LedgerRecord[]
  /** The orders the records are of, and those taken that day. */
  readonly orders: readonly Order[]
  /** Of those the ones taken that day. */
  readonly takenThatDay: ReadonlySet<string>
}

/** Adds up a day. Pure: the same records and orders give the same report. */
export function reportDay({ day, until, currency, timeZone, records, orders, takenThatDay }: DayToReport): DayReport {
  const byID = new Map(orders.map((order) => [order.orderID, order]))
  const one = (keyOf: (record: LedgerRecord) => string | null) => sharesBy(records, keyOf)
  const hourOf = siteHours(timeZone)
  const dayOf = siteDays(timeZone)
  const ofDay = orders.filter(({ orderID }) => takenThatDay.has(orderID))
  return {
    day,
    until,
    currency,
    total: totalOf(records),
    byMethod: byAmount(one(({ method }) => method)),
    byService: byAmount(sharesOf(records, (record) => partsByService(record, byID.get(record.orderID)))),
    byVehicle: byAmount(one(({ orderID }) => byID.get(orderID)?.vehicle?.type ?? null)),
    byPerson: byAmount(one(({ by }) => by)),
    byHour: one(({ at }) => hourOf(at)).sort(byKey),
    byDay: one(({ at }) => dayOf(at)).sort(byKey),
    refunds: records
      .filter(({ amount }) => amount < 0)
      .map(({ orderID, amount, method, at, by, reason, approvedBy }) => {
        return { orderID, plate: plateOf(byID.get(orderID)), amount: -amount, method, at, by, reason, approvedBy }
      }),
    rounding: ofDay.reduce((sum, { rounding = 0 }) => sum + rounding, 0),
    discounts: ofDay
      .filter(({ discount, stage }) => discount > 0 && stage !== 'cancelled')
      .map((order) => ({
        orderID: order.orderID,
        plate: plateOf(order),
        amount: order.discount,
        totalAmount: order.totalAmount,
        reason: order.discountReason || null,
        freeWash: isFreeWash(order),
        by: order.discountBy ?? null,
        approvedBy: order.discountApprovedBy ?? null,
      })),
    calledOff: ofDay
      .filter(({ stage }) => stage === 'cancelled')
      .map((order) => ({
        orderID: order.orderID,
        plate: plateOf(order),
        amount: order.totalAmount,
        at: order.stageSince,
        reason: order.calledOffReason || null,
        by: order.calledOffBy ?? null,
        approvedBy: order.calledOffApprovedBy ?? null,
      })),
    open: ofDay
      .filter(({ stage }) => stage !== 'completed' && stage !== 'cancelled')
      .map((order) => ({
        orderID: order.orderID,
        plate: plateOf(order),
        stage: stageToSay(order),
        due: Math.max(0, order.totalAmount - order.paidAmount),
        takenAt: order.createdAt,
      })),
  }
}

const byKey = (one: Share, other: Share) => (one.key ?? '').localeCompare(other.key ?? '')

/** What was taken off for one reason. */
export interface DiscountShare extends Pick<DiscountOfDay, 'reason' | 'freeWash' | 'amount'> {
  readonly orders: number
}

/** Discounts by their reason, the largest sum first; together they are all of them. */
export function discountsByReason(discounts: readonly DiscountOfDay[]): DiscountShare[] {
  const shares = new Map<string, DiscountShare>()
  for (const { reason, freeWash, amount } of discounts) {
    const key = JSON.stringify([freeWash, freeWash ? null : reason])
    const share = shares.get(key) ?? { reason, freeWash, amount: 0, orders: 0 }
    shares.set(key, { ...share, amount: share.amount + amount, orders: share.orders + 1 })
  }
  return [...shares.values()].sort((a, b) => b.amount - a.amount)
}

const plateOf = (order: Order | undefined) => order?.vehicle?.plate ?? null

export interface Part {
  readonly key: string | null
  readonly name: string | null
  readonly amount: number
}

/** What was paid for an order is paid for its lines, each by its price. */
function partsByService({ amount }: LedgerRecord, order: Order | undefined): Part[] {
  const lines = order?.services ?? []
  if (lines.length === 0) return [{ key: null, name: null, amount }]
  const parts = splitBy(
    amount,
    lines.map(({ price }) => price),
  )
  return lines.map(({ serviceId, name }, line) => ({ key: serviceId, name, amount: parts[line] ?? 0 }))
}

/** `amount` in parts that stand to each other as the weights do: whole sen, whose sum is the amount. */
export function splitBy(amount: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const even = whole <= 0
  const of = even ? weights.length : whole
  let weighed = 0
  let given = 0
  return weights.map((weight) => {
    weighed += even ? 1 : weight
    // What is given back is split as it was taken.
    const upToHere = Math.round(Math.abs(amount) * (weighed / of))
    const part = amount < 0 ? given - upToHere : upToHere - given
    given = upToHere
    return part
  })
}

/** Records cut into parts, each record into those that `partsOf` says. */
function sharesOf(records: readonly LedgerRecord[], partsOf: (record: LedgerRecord) => readonly Part[]): Share[] {
  const shares = new Map<string | null, { name: string | null; taken: number; givenBack: number; of: Set<string> }>()
  for (const record of records) {
    for (const { key, name, amount } of partsOf(record)) {
      const share = shares.get(key) ?? { name, taken: 0, givenBack: 0, of: new Set() }
      shares.set(key, share)
      if (record.amount < 0) share.givenBack -= amount
      else share.taken += amount
      share.of.add(record.orderID)
    }
  }
  return [...shares].map(([key, { of, ...share }]) => ({ key, ...share, orders: of.size }))
}

/** Records cut into the parts of one key each. */
export const sharesBy = (records: readonly LedgerRecord[], keyOf: (record: LedgerRecord) => string | null): Share[] =>
  sharesOf(records, (record) => [{ key: keyOf(record), name: null, amount: record.amount }])

export const totalOf = (records: readonly LedgerRecord[]): Share =>
  sharesBy(records, () => null)[0] ?? { key: null, name: null, taken: 0, givenBack: 0, orders: 0 }

/** What was kept: taken, less what was given back. */
export const netOf = ({ taken, givenBack }: Pick<Share, 'taken' | 'givenBack'>) => taken - givenBack

export const byAmount = (shares: readonly Share[]) => [...shares].sort((a, b) => netOf(b) - netOf(a))
