import type { Order, OrderPayment, PaymentMethod, PaymentStatus } from '../documents'
import { dueInCash, heldOf, withRounding } from './cash-rounding'
import { type Refusal, refusals } from './refusal'
import { isSettled } from './stages'

/** What a payment changes of an order. */
export interface PaymentChange {
  readonly paidAmount: number
  readonly paymentStatus: PaymentStatus
  /** Only where cash was rounded, or is no longer. */
  readonly totalAmount?: number
  readonly rounding?: number
}

export const PAYMENT_REFUSALS = {
  cancelled: 'This order was cancelled. No money can be taken for it.',
  settled: 'This order is already fully paid.',
  nothing: 'Enter the amount that was paid.',
  paid_already: 'This order is paid. Give money back instead of taking it off the price.',
  discount: 'This is more than the order costs. Enter a smaller amount.',
  nothing_held: 'No money is held for this order, so there is nothing to refund.',
} as const

type PaymentRefusalCode = keyof typeof PAYMENT_REFUSALS

const refuse = refusals('payment', PAYMENT_REFUSALS)
export const paymentRefusal = refuse

type Part = Pick<OrderPayment, 'method' | 'amount'>
type Payable = Pick<Order, 'stage' | 'totalAmount' | 'rounding' | 'paidAmount' | 'paymentStatus'> & {
  readonly payments?: readonly Part[] | undefined
}
type Sums = Pick<Order, 'stage' | 'totalAmount' | 'rounding' | 'paidAmount'>
export type Held = Sums & { readonly payments?: readonly Pick<OrderPayment, 'amount'>[] | undefined }

/** The ways in which money came in, the first one first; what was given back, or came in nobody said how, is none. */
export function waysPaid(payments: readonly Part[] = []): PaymentMethod[] {
  const ways = payments.flatMap(({ method, amount }) => (amount > 0 && method !== null ? [method] : []))
  return [...new Set(ways)]
}

/** Paid, and in cash where none of it came in another way. */
const paidIn = (ways: readonly PaymentMethod[]): PaymentStatus =>
  ways.every((method) => method === 'cash') ? 'cash' : 'paid'

/** Sen held beyond what is owed: all of it for an order that was cancelled. */
export function toGiveBack(order: Sums): number {
  return Math.max(0, order.stage === 'cancelled' ? heldOf(order) : order.paidAmount - order.totalAmount)
}

/** Where money is given back in cash: the site, which may round it. */
type Cash = { readonly cashRounding: boolean }

/** What coins make of `sen` that are to be given back. What is too much is too much by what the order costs to the sen. */
export function backInCash(order: Sums, sen: number, cash: Cash): number {
  const isTooMuch = order.stage !== 'cancelled' && sen > 0 && sen === toGiveBack(order)
  const exact = isTooMuch ? sen + (order.rounding ?? 0) : sen
  return exact > 0 ? dueInCash(exact, cash) : sen
}

/**
 * Sen that are still asked for. Money given back is owed again while the car is here; once it has gone, that was meant, and only
 * what never came in is owed, with what was handed out beyond what was held. What comes in then is taken off what is asked.
 */
export function toPay(order: Held & Pick<Order, 'paymentStatus'>): number {
  const { stage, totalAmount, paidAmount } = order
  if (stage === 'cancelled') return 0
  if (stage !== 'completed') return Math.max(0, totalAmount - paidAmount)
  return Math.max(0, neverCame(order), -heldOf(order))
}

/** Sen that never came in, as far as the order still lists its payments; none once all that had come was given back. */
function neverCame(order: Held & Pick<Order, 'paymentStatus'>): number {
  if (order.paymentStatus === 'refunded') return 0
  let held = heldBefore(order)
  let missing = order.totalAmount - Math.max(0, held)
  for (const { amount } of order.payments ?? []) {
    held += amount
    if (amount > 0) missing -= amount
    // A coin less than all of it may be all of it.
    else if (held <= Math.max(0, order.rounding ?? 0)) missing = 0
  }
  return missing
}

/** Sen that were held before the payments that the order still lists. */
const heldBefore = ({ payments = [], paidAmount }: Held): number =>
  payments.reduce((left, { amount }) => left - amount, paidAmount)

/** Sen of what was once held that its customer has back. */
export const givenBack = (order: Held): number => mostHeld(order) - order.paidAmount

/** Sen that were held when it was most, as far as the order still lists its payments. */
function mostHeld(order: Held): number {
  let held = heldBefore(order)
  let most = held
  for (const { amount } of order.payments ?? []) {
    held += amount
    most = Math.max(most, held)
  }
  return most
}

/**
 * Sen that were ever held beyond what is owed, whether or not they have been given back since; never more than is held now:
 * of two desks that both give it back neither is refused, and no third one is believed, however little it is each time.
 */
export function takenTooMuch(order: Held): number {
  const tooMuch = toGiveBack({ ...order, paidAmount: mostHeld(order) })
  return Math.max(0, Math.min(tooMuch, 2 * tooMuch - givenBack(order), order.paidAmount))
}

/**
 * Takes `amount` sen that were paid, whatever was paid before: what is more than is owed is held, to be given back. The order
 * is paid once everything owed has come in, in one part or several. Cash that is what is due in cash settles it: the order costs
 * so much more or less.
 */
export function pay(
  order: Payable,
  method: PaymentMethod,
  amount: number,
  site: { readonly cashRounding: boolean },
): PaymentChange | Refusal<PaymentRefusalCode> {
  if (amount <= 0) {
    if (order.stage === 'cancelled') return refuse('cancelled')
    if (!isSettled(order)) return refuse('nothing')
    if (order.totalAmount > 0 || order.paymentStatus !== 'pending') return refuse('settled')
  }
  const paidAmount = order.paidAmount + amount
  const due = order.totalAmount - order.paidAmount
  const paidNow = paidIn([...waysPaid(order.payments), method])
  // More may have been given back than was held: what then comes in does not settle it.
  const isCash = method === 'cash' && order.stage !== 'cancelled' && paidAmount > 0
  if (isCash && amount !== due && amount === dueInCash(due, site)) {
    return { paidAmount, paymentStatus: paidNow, ...rounded(order, amount - due) }
  }
  const price = priceAt(order, paidAmount)
  if (paidAmount < (price.totalAmount ?? order.totalAmount)) return { paidAmount, paymentStatus: 'pending', ...price }
  const wasPaid = isSettled(order) && (order.paymentStatus === 'cash' || order.paymentStatus === 'paid')
  const paymentStatus = wasPaid && method === 'cash' ? order.paymentStatus : paidNow
  return { paidAmount, paymentStatus, ...price }
}

/** What the money held makes of an order that comes to cost `totalAmount` sen. */
export function statusAt(
  { paidAmount, paymentStatus, payments }: Pick<Order, 'paidAmount' | 'paymentStatus' | 'payments'>,
  totalAmount: number,
): PaymentStatus {
  const wasPaid = paymentStatus === 'cash' || paymentStatus === 'paid'
  if (!isSettled({ totalAmount, paidAmount })) return wasPaid ? 'pending' : paymentStatus
  // A part that was paid before may be all that is owed now.
  if (wasPaid || paidAmount <= 0) return paymentStatus
  const ways = waysPaid(payments)
  return ways.length === 0 ? 'paid' : paidIn(ways)
}

/** A payment that did not go through: nothing came in. */
export function failPayment(order: Payable): PaymentChange | Refusal<PaymentRefusalCode> {
  if (order.stage === 'cancelled') return refuse('cancelled')
  if (isSettled(order)) return refuse('settled')
  return { paidAmount: order.paidAmount, paymentStatus: 'failed' }
}

/**
 * Gives back `amount` sen; without one, everything that is held. Given in `cash`, what coins make of all that is held, or of
 * what is too much, settles it: the order costs so much more or less, as where it is paid in cash.
 */
export function refund(order: Payable, amount?: number, cash?: Cash): PaymentChange | Refusal<PaymentRefusalCode> {
  const held = heldOf(order)
  if (amount === undefined && held <= 0) return refuse('nothing_held')
  const sen = amount ?? (cash ? dueInCash(held, cash) : held)
  const paidAmount = order.paidAmount - sen
  const { rounding = 0 } = order
  const exact = order.totalAmount - rounding
  if (cash && isRounded(held, sen, cash) && exact + paidAmount >= 0)
    return { paidAmount, paymentStatus: 'refunded', ...rounded(order, paidAmount - rounding) }
  // Who has everything back has paid nothing in cash.
  if (paidAmount <= 0) return { paidAmount, paymentStatus: 'refunded', ...rounded(order, -rounding) }
  if (order.stage === 'cancelled') return { paidAmount, paymentStatus: order.paymentStatus }
  if (cash && exact > 0 && sen === dueInCash(order.paidAmount - exact, cash))
    return { paidAmount, paymentStatus: order.paymentStatus, ...rounded(order, paidAmount - order.totalAmount) }
  const price = priceAt(order, paidAmount)
  const isPaid = paidAmount >= (price.totalAmount ?? order.totalAmount)
  return { paidAmount, paymentStatus: isPaid ? order.paymentStatus : 'pending', ...price }
}

/** What changes of the price where `paidAmount` is held now: its rounding, where that settles it no longer. */
function priceAt(order: Payable, paidAmount: number): Partial<PaymentChange> {
  const price = withRounding(order.totalAmount - (order.rounding ?? 0), { ...order, paidAmount })
  return price.totalAmount === order.totalAmount ? {} : price
}

/** Whether `given` is what coins make of `owed`, and not the sum itself. */
const isRounded = (owed: number, given: number, cash: Cash) => given !== owed && given === dueInCash(owed, cash)

/** The order as it costs `sen` more, or less where they are below zero, for being paid in cash. */
function rounded({ totalAmount, rounding = 0 }: Payable, sen: number): Partial<PaymentChange> {
  return sen === 0 ? {} : { totalAmount: totalAmount + sen, rounding: rounding + sen }
}
