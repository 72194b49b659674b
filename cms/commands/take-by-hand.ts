import { APIError, type CollectionBeforeChangeHook } from 'payload'
import { z } from 'zod'
import type { QueueId } from '@/lib/domain'
import { STATUS_ON_ENTERING } from '@/lib/domain'
import { nextOrderID, visitsBefore } from '@/lib/domain/commands/access'
import { orderedServiceSchema } from '@/lib/domain/commands/ordered'
import { Rejection } from '@/lib/domain/commands/refuse'
import { requireOpenQueue } from '@/lib/domain/commands/site-effects'
import { COMMAND_CONTEXT } from './command-context'
import { payloadRecords } from './payload-records'
import { drive, type Records } from './records'
import { siteOf } from './site'

/** Lines as a person or a program orders them: what, never at what price. */
const orderedSchema = z.array(z.strictObject(orderedServiceSchema.shape)).max(16)

/**
 * An order taken past the commands, by REST or in the admin panel, begins as `order.create` begins one: the day's next
 * number, the first stage, the price list's prices, nothing paid. The server's own writes have no user and stand as they
 * are.
 */
export const takeByHand: CollectionBeforeChangeHook = async ({ data, operation, req }) => {
  if (operation !== 'create' || !req.user || req.context[COMMAND_CONTEXT]) return data
  const ordered = orderedSchema.safeParse(data.services ?? [])
  if (!ordered.success) {
    throw new APIError(
      'Each line of an order is { serviceId, optionIds }; prices and names come from the price list.',
      400,
      { code: 'priced_line', field: 'services' },
      true,
    )
  }
  const site = await siteOf(req, data.tenant)
  const records = payloadRecords(req, { tenantId: data.tenant, site, now: Date.now() })
  if (data.queue) await openQueue(records, data.queue)
  return {
    ...data,
    orderID: await drive(nextOrderID(null), records),
    services: ordered.data,
    stage: 'initiated',
    overallStatus: STATUS_ON_ENTERING.initiated,
    paymentStatus: 'pending',
    currency: site.currency,
    visits: site.freeWashEvery > 0 ? await drive(visitsBefore(data.plate ?? undefined, null), records) : null,
  }
}

async function openQueue(records: Records, queue: QueueId): Promise<void> {
  try {
    await drive(requireOpenQueue(queue), records)
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    throw new APIError(error.message, 409, { code: error.refusal.code, key: error.refusal.key }, true)
  }
}
