import type { PayloadRequest } from 'payload'
import type { Payment } from '@/lib/domain/commands/access'
import { taxesHeld } from '@/lib/domain/rules/receipt'
import { siteDay } from '@/lib/domain/rules/site-day'
import { type TaxOfRate, withTaxes } from '@/lib/domain/rules/tax'
import { identityOf } from '../access/identity'
import { paymentSumming, sumsWith } from '../database'
import { transactionOf } from '../database/transaction'
import { type PaymentRow, taxesOfRow } from '../site/read-ledger'
import { personOf } from './command-context'
import { countUp } from './counters'

/** Counts a site's payments: each has the next number, without gaps. */
const LEDGER = 'payments'

/** Keeps the record in the request's transaction: with the change of the order, or not at all. */
export async function recordPayment(
  req: PayloadRequest,
  site: { readonly tenantId: string; readonly timezone: string },
  payment: Payment,
): Promise<void> {
  const { at, order, ...record } = payment
  const who = identityOf(req.user)
  const moment = new Date(at)
  const day = siteDay(moment, site.timezone)
  // Nobody else records one of the site from here until the transaction ends.
  const seq = await countUp(req, site.tenantId, LEDGER)
  const { currency, orderID } = record
  const asked = { tenant: site.tenantId, day, currency, orderID }
  const before = await paymentSumming(req.payload).paymentsBefore(await transactionOf(req), asked)
  const sums = sumsWith(before, payment.amount)
  // Nothing was held before: the ledger has no tax of it.
  const earlier = order.paidAmount === payment.amount ? [] : await taxesBefore(req, site.tenantId, orderID)
  const taxes = withTaxes(taxesHeld(order), earlier, -1)
  await req.payload.db.create({
    collection: 'payments',
    data: {
      ...record,
      tenant: site.tenantId,
      seq,
      kind: payment.amount < 0 ? 'refund' : 'payment',
      person: personOf(req) ?? (who?.kind === 'user' ? who.actor : null),
      station: who?.kind === 'station' ? who.actor.slice('station:'.length) : null,
      at: moment.toISOString(),
      taxes: taxes.length > 0 ? taxes : null,
      day,
      dayAmount: sums.amount,
      dayOrders: sums.orders,
      source: 'command',
    },
    req,
    returning: false,
  })
}

/** The tax in what the ledger has of an order so far. */
async function taxesBefore(req: PayloadRequest, tenantId: string, orderID: string): Promise<TaxOfRate[]> {
  const { docs } = await req.payload.db.find<PaymentRow>({
    collection: 'payments',
    where: { and: [{ tenant: { equals: tenantId } }, { orderID: { equals: orderID } }] },
    limit: 0,
    pagination: false,
    req,
  })
  return docs.reduce<TaxOfRate[]>((sum, row) => withTaxes(sum, taxesOfRow(row)), [])
}
