import type { Order, PaymentStatus } from '../protocol'
import { type Refusal, refusals } from './refusal'
import { isSettled } from './stages'

/** How money is taken. */
export const PAYMENT_METHODS = ['cash', 'card', 'online'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]

/** What a payment changes of an order. */
export interface PaymentChange {
  readonly paidAmount: number
  readonly paymentStatus: PaymentStatus
}

export const PAYMENT_REFUSALS = {
  cancelled: 'This order was cancelled. No money can be taken for it.',
  settled: 'This order is already fully paid.',
  nothing: 'Enter the amount that was paid.',
  too_much: 'That is more than is owed. Enter at most what is still open.',
  nothing_held: 'No money is held for this order, so there is nothing to refund.',
} as const

type PaymentRefusalCode = keyof typeof PAYMENT_REFUSALS

const refuse = refusals('payment', PAYMENT_REFUSALS)

type Payable = Pick<Order, 'stage' | 'totalAmount' | 'paidAmount' | 'paymentStatus'>

/** Takes `amount` sen; the order is paid once everything owed has come in, in one part or several. */
export function pay(
  order: Payable,
  method: PaymentMethod,
  amount: number,
): PaymentChange | Refusal<PaymentRefusalCode> {
  if (order.stage === 'cancelled') return refuse('cancelled')
  const owed = order.totalAmount - order.paidAmount
  if (isSettled(order) && (order.totalAmount > 0 || order.paymentStatus !== 'pending')) return refuse('settled')
  if (amount <= 0 && owed > 0) return refuse('nothing')
  if (amount > owed) return refuse('too_much')
  const paidAmount = order.paidAmount + amount
  if (paidAmount < order.totalAmount) return { paidAmount, paymentStatus: 'pending' }
  return { paidAmount, paymentStatus: method === 'cash' ? 'cash' : 'paid' }
}

/** A payment that did not go through: nothing came in. */
export function failPayment(order: Payable): PaymentChange | Refusal<PaymentRefusalCode> {
  if (order.stage === 'cancelled') return refuse('cancelled')
  if (isSettled(order)) return refuse('settled')
  return { paidAmount: order.paidAmount, paymentStatus: 'failed' }
}

/** Everything that was taken is given back. */
export function refund(order: Payable): PaymentChange | Refusal<PaymentRefusalCode> {
  if (order.paidAmount <= 0) return refuse('nothing_held')
  return { paidAmount: 0, paymentStatus: 'refunded' }
}
