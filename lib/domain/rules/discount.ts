import type { Order } from '../documents'
import { withRounding } from './cash-rounding'
import { type PaymentChange, paymentRefusal, statusAt } from './payment'
import type { Refusal } from './refusal'
import { isSettled } from './stages'

/** What a discount changes of an order. */
export type DiscountChange = Pick<Order, 'discount' | 'totalAmount'> & PaymentChange

type Discountable = Pick<
  Order,
  'stage' | 'totalAmount' | 'discount' | 'rounding' | 'paidAmount' | 'paymentStatus' | 'payments'
>

/** Sen that an order's lines cost together. */
export const sumOfLines = ({
  totalAmount,
  discount,
  rounding = 0,
}: Pick<Order, 'totalAmount' | 'discount' | 'rounding'>): number => totalAmount + discount - rounding

/**
 * Takes `discount` sen off the sum of the lines, instead of what was taken off before. Only of what is still owed: once all
 * is paid, money is given back and not taken off.
 */
export function discountOrder(order: Discountable, discount: number): DiscountChange | Refusal {
  if (order.stage === 'cancelled') return paymentRefusal('cancelled')
  if (order.stage === 'completed' || (order.totalAmount > 0 && isSettled(order))) return paymentRefusal('paid_already')
  const sum = sumOfLines(order)
  if (discount > sum) return paymentRefusal('discount')
  const price = withRounding(sum - discount, order)
  return { discount, ...price, paidAmount: order.paidAmount, paymentStatus: statusAt(order, price.totalAmount) }
}
