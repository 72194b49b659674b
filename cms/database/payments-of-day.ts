import type { Payload } from 'payload'
import { isKept } from '@/lib/domain/rules/day-report'
import { additionsOf } from './additions'
import type { Transaction } from './transaction'

/** Which payments: those of one day of a site (`20260115`) in one currency. */
export interface DayOfPayments {
  readonly tenant: string
  readonly day: string
  readonly currency: string
}

export interface PaymentSums {
  /** Sen; what was given back is taken off. */
  readonly amount: number
  /** Orders of which something was kept (`isKept`). */
  readonly orders: number
}

/** What is recorded before another payment is. */
export interface SumsBefore extends PaymentSums {
  /** Sen that were taken that day for its order. */
  readonly ofOrder: number
}

/**
 * What an adapter of this folder adds to Payload's, which cannot add up. Each record of the ledger holds the sums of its day
 * as they were with it, so that reading them is reading one record, however many there are.
 */
export interface PaymentSumming {
  paymentsOfDay(asked: DayOfPayments): Promise<PaymentSums>
  /** As the transaction sees it: nobody else may be recording a payment of the site. */
  paymentsBefore(transaction: Transaction, asked: DayOfPayments & { readonly orderID: string }): Promise<SumsBefore>
}

export const paymentSumming = (payload: Pick<Payload, 'db'>): PaymentSumming => additionsOf(payload)

/** The day's sums with one payment more. */
export function sumsWith({ amount, orders, ofOrder }: SumsBefore, payment: number): PaymentSums {
  return { amount: amount + payment, orders: orders + Number(isKept(ofOrder + payment)) - Number(isKept(ofOrder)) }
}
