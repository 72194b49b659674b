import type { Payload } from 'payload'
import { additionsOf } from './additions'

/** Which payments: those of one day of a site (`20260115`) in one currency. */
export interface DayOfPayments {
  readonly tenant: string
  readonly day: string
  readonly currency: string
}

export interface PaymentSums {
  /** Sen; what was given back is taken off. */
  readonly amount: number
  /** Orders for which more was taken than given back. */
  readonly orders: number
}

/** What an adapter of this folder adds to Payload's, which cannot add up. */
export interface PaymentSumming {
  paymentsOfDay(asked: DayOfPayments): Promise<PaymentSums>
}

export function paymentsOfDay(payload: Payload, asked: DayOfPayments): Promise<PaymentSums> {
  return additionsOf(payload).paymentsOfDay(asked)
}
