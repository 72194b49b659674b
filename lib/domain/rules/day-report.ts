import type { Order, PaymentMethod, Stage } from '../documents'
import { isFreeWash } from './free-wash'
import { siteDays, siteHours } from './site-day'
import { stageToSay } from './stages'
import { type TaxOfRate, withTaxes } from './tax'

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
  /** The tax in it, below zero in what was given back: those of an order's records add up to its receipt's. */
  readonly taxes: readonly TaxOfRate[]
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
  /** Orders of which something was kept (`isKept`): beside the net it says how many that came from. */
  readonly orders: number
}

/**
 * Whether an order counts among those that money came from: more was taken for it than was given back, so `sen` are above zero.
 * Whoever has everything back, that day or for an earlier one, brought nothing. The dashboard counts by it too.
 */
export const isKept = (sen: number): boolean => sen > 0

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
  /** The tax in what was kept. */
  readonly taxes: readonly TaxOfRate[]
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

/** Records and orders that are added up between two stops: some tenths of a millisecond. */
const BETWEEN_STOPS = 100

/** Adds up a day. Pure: the same records and orders give the same report. */
export function reportDay(asked: DayToReport): DayReport {
  const work = addUpDay(asked)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** The same with stops, at each of which whoever has asked may see to something else: a month of a busy site is long. */
export function* addUpDay(asked: DayToReport): Generator<undefined, DayReport, undefined> {
  const { day, until, currency, timeZone, records, orders, takenThatDay } = asked
  const byID = new Map<string, Order>()
  const listed = listsOfOrders()
  for (const [place, order] of orders.entries()) {
    byID.set(order.orderID, order)
    if (takenThatDay.has(order.orderID)) listed.add(order)
    if (place % BETWEEN_STOPS === BETWEEN_STOPS - 1) yield
  }
  const hourOf = siteHours(timeZone)
  const dayOf = siteDays(timeZone)
  const one = (keyOf: (record: LedgerRecord) => string | null) =>
    cut((record) => [{ key: keyOf(record), name: null, amount: record.amount }])
  const cuts = {
    total: one(() => null),
    byMethod: one(({ method }) => method),
    byService: cut((record) => partsByService(record, byID.get(record.orderID))),
    byVehicle: one(({ orderID }) => byID.get(orderID)?.vehicle?.type ?? null),
    byPerson: one(({ by }) => by),
    byHour: one(({ at }) => hourOf(at)),
    byDay: one(({ at }) => dayOf(at)),
  }
  const refunds: RefundOfDay[] = []
  let taxes: readonly TaxOfRate[] = []
  for (const [place, record] of records.entries()) {
    for (const each of Object.values(cuts)) each.add(record)
    const { orderID, amount, method, at, by, reason, approvedBy } = record
    if (record.taxes.length > 0) taxes = withTaxes(taxes, record.taxes)
    if (amount < 0)
      refunds.push({ orderID, plate: plateOf(byID.get(orderID)), amount: -amount, method, at, by, reason, approvedBy })
    if (place % BETWEEN_STOPS === BETWEEN_STOPS - 1) yield
  }
  return {
    day,
    until,
    currency,
    total: cuts.total.shares()[0] ?? NOTHING,
    byMethod: byAmount(cuts.byMethod.shares()),
    byService: byAmount(cuts.byService.shares()),
    byVehicle: byAmount(cuts.byVehicle.shares()),
    byPerson: byAmount(cuts.byPerson.shares()),
    byHour: cuts.byHour.shares().sort(byKey),
    byDay: cuts.byDay.shares().sort(byKey),
    taxes,
    refunds,
    ...listed.lists(),
  }
}

/** What a report says of the orders that were taken then. */
function listsOfOrders() {
  let rounding = 0
  const discounts: DiscountOfDay[] = []
  const calledOff: CalledOffOrder[] = []
  const open: OpenOrder[] = []
  return {
    add(order: Order) {
      const { orderID, stage, totalAmount } = order
      const named = { orderID, plate: plateOf(order) }
      rounding += order.rounding ?? 0
      if (stage === 'cancelled') {
        calledOff.push({
          ...named,
          amount: totalAmount,
          at: order.stageSince,
          reason: order.calledOffReason || null,
          by: order.calledOffBy ?? null,
          approvedBy: order.calledOffApprovedBy ?? null,
        })
        return
      }
      if (order.discount > 0) {
        discounts.push({
          ...named,
          amount: order.discount,
          totalAmount,
          reason: order.discountReason || null,
          freeWash: isFreeWash(order),
          by: order.discountBy ?? null,
          approvedBy: order.discountApprovedBy ?? null,
        })
      }
      if (stage !== 'completed') {
        const due = Math.max(0, totalAmount - order.paidAmount)
        open.push({ ...named, stage: stageToSay(order), due, takenAt: order.createdAt })
      }
    },
    lists: () => ({ rounding, discounts, calledOff, open }),
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

/** Cuts records into parts, each record into those that `partsOf` says. */
function cut(partsOf: (record: LedgerRecord) => readonly Part[]) {
  const shares = new Map<
    string | null,
    { name: string | null; taken: number; givenBack: number; orders: number; keptOf: Map<string, number> }
  >()
  return {
    add(record: LedgerRecord) {
      for (const { key, name, amount } of partsOf(record)) {
        const share = shares.get(key) ?? { name, taken: 0, givenBack: 0, orders: 0, keptOf: new Map<string, number>() }
        shares.set(key, share)
        if (record.amount < 0) share.givenBack -= amount
        else share.taken += amount
        // By what the record is of, not by the part: a service that cost nothing counts with its order.
        const before = share.keptOf.get(record.orderID) ?? 0
        const kept = before + record.amount
        share.keptOf.set(record.orderID, kept)
        // Counted as they come: thousands of them counted at the end would be one long turn.
        share.orders += Number(isKept(kept)) - Number(isKept(before))
      }
    },
    shares: (): Share[] => [...shares].map(([key, { keptOf: _, ...share }]) => ({ key, ...share })),
  }
}

/** Records cut into the parts of one key each. */
export function sharesBy(records: readonly LedgerRecord[], keyOf: (record: LedgerRecord) => string | null): Share[] {
  const { add, shares } = cut((record) => [{ key: keyOf(record), name: null, amount: record.amount }])
  for (const record of records) add(record)
  return shares()
}

const NOTHING: Share = { key: null, name: null, taken: 0, givenBack: 0, orders: 0 }

/** The tax in records, what was given back taken off. */
export const taxesIn = (records: readonly LedgerRecord[]): TaxOfRate[] =>
  records.reduce<TaxOfRate[]>((sum, { taxes }) => (taxes.length > 0 ? withTaxes(sum, taxes) : sum), [])

export const totalOf = (records: readonly LedgerRecord[]): Share => sharesBy(records, () => null)[0] ?? NOTHING

/** What was kept: taken, less what was given back. */
export const netOf = ({ taken, givenBack }: Pick<Share, 'taken' | 'givenBack'>) => taken - givenBack

export const byAmount = (shares: readonly Share[]) => [...shares].sort((a, b) => netOf(b) - netOf(a))
