import type { BayStatus, JobStatus, Order, PaymentStatus, Stage } from '@/lib/sync/protocol'
import { makeFormat } from '@/renderer/format/format'

/** One locale on both sides, so that server and browser write the same. */
export const format = makeFormat('en-MY')

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  empty: 'Empty',
  initiated: 'New',
  open: 'Open',
  in_progress: 'In progress',
  billed: 'Billed',
  paid: 'Paid',
  completed: 'Completed',
  cancelled: 'Cancelled',
}

export const PAYMENT_WORDS: Readonly<Record<PaymentStatus, string>> = {
  pending: 'Not paid',
  paid: 'Paid',
  cash: 'Paid in cash',
  failed: 'Payment failed',
  refunded: 'Refunded',
}

export const BAY_WORDS: Readonly<Record<BayStatus, string>> = {
  available: 'Available',
  occupied: 'Occupied',
  cleaning: 'Cleaning',
  out_of_service: 'Out of service',
}

export const JOB_WORDS: Readonly<Record<JobStatus, string>> = {
  pending: 'Not started',
  in_progress: 'Running',
  paused: 'Paused',
  completed: 'Finished',
  cancelled: 'Cancelled',
}

export function servicesOf(order: Order): string {
  return order.services.map(({ name }) => name).join(', ') || 'No services yet'
}
