import type { PayloadRequest } from 'payload'
import type { Colleague, Command } from '@/lib/domain'
import type { SiteActor } from '../access/actor-of'
import { recordAudit } from './record'

/** What is approved, as the trail says it. */
const APPROVED: Readonly<Partial<Record<Command['type'], string>>> = {
  'order.setPayment': 'money back',
  'order.setDiscount': 'discount',
  'order.create': 'discount',
  'order.change': 'made cheaper',
  'order.cancel': 'called off',
  'order.setStage': 'called off',
}

/** That somebody of the team approved what another asked for, in the transaction of what was done. */
export async function recordApproval(
  req: PayloadRequest,
  { tenantId, approvedBy }: SiteActor,
  { type, payload }: Command,
  person: Colleague | null,
): Promise<void> {
  const what = APPROVED[type] ?? type
  await recordAudit(req, {
    kind: 'approval',
    tenant: tenantId,
    subject: 'orderID' in payload && payload.orderID ? payload.orderID : what,
    after: person ? `${what}, asked by ${person.name}` : what,
    actor: approvedBy?.actor,
  })
}
