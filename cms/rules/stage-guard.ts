import { APIError, type CollectionBeforeChangeHook } from 'payload'
import { mayMove } from '@/lib/sync/rules'
import { orderDocument } from '../documents'
import { actorOf } from './actor-of'
import { COMMAND_CONTEXT } from './command-context'

/**
 * Keeps the stage table for whoever edits an order past the commands, by REST or in the admin panel. Administrators
 * may set any stage, to repair what went wrong; the server's own writes have no user and are let through.
 */
export const guardStage: CollectionBeforeChangeHook = async ({ data, originalDoc, operation, req }) => {
  if (operation !== 'update' || data.stage === undefined || data.stage === originalDoc.stage) return data
  if (!req.user || req.context[COMMAND_CONTEXT]) return data
  const actor = actorOf(req.user)
  if (!actor) throw new APIError('This sign-in has no role at a site, so it can move no order.', 403)
  if (actor.role === 'admin') return data
  const tenant = await req.payload.db.findOne<{ id: number; billing?: boolean | null }>({
    collection: 'tenants',
    where: { tenantId: { equals: originalDoc.tenant } },
    req,
  })
  // The money is judged as this same edit would leave it: a payment and its stage may come together.
  const order = orderDocument({ ...originalDoc, ...data, stage: originalDoc.stage })
  const answer = mayMove(order, data.stage, actor, { billing: tenant?.billing ?? true })
  if (answer.allowed) return data
  throw new APIError(answer.message, answer.code === 'role' ? 403 : 409, { code: answer.code, key: answer.key }, true)
}
