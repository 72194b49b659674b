import type { PayloadRequest } from 'payload'
import type { Payment } from '@/lib/domain/commands/access'
import { siteDay } from '@/lib/domain/rules/site-day'
import { identityOf } from '../access/identity'
import type { RecordsOf } from './records'

/** Keeps the record in the request's transaction: with the change of the order, or not at all. */
export async function recordPayment(
  req: PayloadRequest,
  site: Pick<RecordsOf, 'tenantId' | 'timezone'>,
  payment: Payment,
): Promise<void> {
  const { at, ...record } = payment
  const who = identityOf(req.user)
  const moment = new Date(at)
  await req.payload.db.create({
    collection: 'payments',
    data: {
      ...record,
      tenant: site.tenantId,
      kind: payment.amount < 0 ? 'refund' : 'payment',
      person: who?.kind === 'user' ? who.actor : null,
      station: who?.kind === 'station' ? who.actor.slice('station:'.length) : null,
      at: moment.toISOString(),
      day: siteDay(moment, site.timezone),
      source: 'command',
    },
    req,
    returning: false,
  })
}
