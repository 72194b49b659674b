import type { PayloadRequest } from 'payload'
import type { Payment } from '@/lib/domain/commands/access'
import { siteDay } from '@/lib/domain/rules/site-day'
import { identityOf } from '../access/identity'
import { paymentSumming, sumsWith } from '../database'
import { transactionOf } from '../database/transaction'
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
  const { at, ...record } = payment
  const who = identityOf(req.user)
  const moment = new Date(at)
  const day = siteDay(moment, site.timezone)
  // Nobody else records one of the site from here until the transaction ends.
  const seq = await countUp(req, site.tenantId, LEDGER)
  const { currency, orderID } = record
  const asked = { tenant: site.tenantId, day, currency, orderID }
  const before = await paymentSumming(req.payload).paymentsBefore(await transactionOf(req), asked)
  const sums = sumsWith(before, payment.amount)
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
      day,
      dayAmount: sums.amount,
      dayOrders: sums.orders,
      source: 'command',
    },
    req,
    returning: false,
  })
}
