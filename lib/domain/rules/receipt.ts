import type { Order, OrderPayment } from '../documents'
import { heldOf } from './cash-rounding'
import { splitBy } from './day-report'
import { sumOfLines } from './discount'
import { isFreeWash } from './free-wash'
import { toGiveBack, toPay } from './payment'
import { type TaxOfRate, taxIn } from './tax'

/** What a receipt says of one service. */
export interface ReceiptLine {
  readonly serviceId: string
  readonly name: string
  readonly options: readonly string[]
  /** Sen, options and tax included. */
  readonly amount: number
}

/** Money that changed hands, as the customer is told of it. */
export type ReceiptPayment = Pick<OrderPayment, 'paymentId' | 'at' | 'method' | 'amount' | 'change'>

/** What a customer is given of an order: what it cost, what is in the price, and what was paid for it. */
export interface Receipt {
  /** A bill says what is still to be paid, and is no proof of payment. */
  readonly kind: 'receipt' | 'bill' | 'cancelled'
  readonly orderID: string
  readonly plate: string | null
  readonly currency: string
  readonly takenAt: string
  readonly lines: readonly ReceiptLine[]
  /** Sen of the lines together, sen taken off, sen by which cash was rounded, and what the order so costs. */
  readonly sum: number
  readonly discount: number
  readonly rounding: number
  readonly total: number
  /** What was taken off is a wash that visits have earned. */
  readonly freeWash: boolean
  /** Highest rate first. */
  readonly taxes: readonly TaxOfRate[]
  /** Oldest first, money given back below zero. */
  readonly payments: readonly ReceiptPayment[]
  /** Sen that were paid before the payments that the order still lists. */
  readonly paidBefore: number
  /** Sen that are held for the order, still to be paid, and to be given back. */
  readonly paid: number
  readonly due: number
  readonly giveBack: number
}

/**
 * Folds an order into its receipt. Pure: made again of the same order it is the same to the sen, whatever the price list or
 * the site's tax have become since. Its lines less its discount, rounded, are its total, and its payments are what is held.
 */
export function receiptOf(order: Order): Receipt {
  const payments = (order.payments ?? []).map(
    ({ paymentId, at, method, amount, change }): ReceiptPayment => ({ paymentId, at, method, amount, change }),
  )
  const listed = payments.reduce((sum, { amount }) => sum + amount, 0)
  const due = toPay(order)
  return {
    kind: order.stage === 'cancelled' ? 'cancelled' : due > 0 ? 'bill' : 'receipt',
    orderID: order.orderID,
    plate: order.vehicle?.plate ?? null,
    currency: order.currency,
    takenAt: order.createdAt,
    lines: order.services.map(({ serviceId, name, options, price }) => ({
      serviceId,
      name,
      options: options.map((option) => option.name),
      amount: price,
    })),
    sum: sumOfLines(order),
    discount: order.discount,
    freeWash: isFreeWash(order),
    rounding: order.rounding ?? 0,
    total: order.totalAmount,
    taxes: order.stage === 'cancelled' ? [] : taxesOf(order),
    payments,
    paidBefore: order.paidAmount - listed,
    paid: order.paidAmount,
    due,
    giveBack: toGiveBack(order),
  }
}

/** The tax in what is paid for the lines: a discount is taken off each by its price, and off the tax in it. */
function taxesOf({ services, discount }: Pick<Taxed, 'services' | 'discount'>): TaxOfRate[] {
  const off = splitBy(
    discount,
    services.map(({ price }) => price),
  )
  const paid = new Map<number, number>()
  for (const [line, { taxRate = 0, price }] of services.entries()) {
    if (taxRate > 0) paid.set(taxRate, (paid.get(taxRate) ?? 0) + price - (off[line] ?? 0))
  }
  return [...paid].map(([rate, of]) => ({ rate, of, tax: taxIn(of, rate) })).sort((a, b) => b.rate - a.rate)
}

/** What the tax in the money of an order depends on. */
export type Taxed = Pick<Order, 'services' | 'discount' | 'totalAmount' | 'rounding' | 'paidAmount'>

/**
 * The tax in what is held for an order: that of its receipt once all of it is paid, and of a part what that part is of it. What is
 * held beyond what it costs is no price of anything.
 */
export function taxesHeld(order: Taxed): TaxOfRate[] {
  const { totalAmount } = order
  const held = Math.min(heldOf(order), totalAmount)
  if (held <= 0) return []
  const taxes = taxesOf(order)
  if (held === totalAmount) return taxes
  return taxes.map(({ rate, of }) => {
    const part = Math.round((of * held) / totalAmount)
    return { rate, of: part, tax: taxIn(part, rate) }
  })
}
