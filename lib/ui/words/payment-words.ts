import type { TFunction } from 'i18next'
import type { PaymentMethod } from '@/lib/domain'
import { waysPaid } from '@/lib/domain/rules/payment'
import { type Payments, paymentToSay } from './states'

/** How one payment was made. */
export const METHOD_NAMES = {
  cash: 'order.payCash',
  card: 'order.payCard',
  online: 'order.payOnline',
} as const satisfies Record<PaymentMethod, string>

/** What is said of an order's payment: where it was paid in several ways, these, as they came. `undefined` where nothing is. */
export function paymentWords(order: Payments, t: TFunction): string | undefined {
  const said = paymentToSay(order)
  const ways = waysPaid(order.payments)
  if (said !== 'paid' || ways.length < 2) return said && t(`payment.${said}`)
  return t('order.paidInParts', { methods: ways.map((method) => t(`day.method.${method}`)).join(' + ') })
}
