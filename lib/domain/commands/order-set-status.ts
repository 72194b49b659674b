import { z } from 'zod'
import { overallStatusSchema } from '../documents'
import { change } from './access'
import { BY_DESK, DONE, defineCommand } from './define'
import { orderOnly } from './order-only'
import { reject } from './refuse'
import { checkVersion, requireOrder } from './site-effects'

/** Says what is known of an order beside its stage and its money. */
export const orderSetStatus = defineCommand({
  type: 'order.setStatus',
  payload: orderOnly.extend({
    overallStatus: overallStatusSchema.optional(),
    qrCodeGenerated: z.literal(true).optional(),
    whatsappLinked: z.literal(true).optional(),
    customerNotes: z.string().max(2000).optional(),
    staffNotes: z.string().max(2000).optional(),
  }),
  by: BY_DESK,
  *run(acting, { orderID, ...fields }) {
    acting.allow()
    const order = yield* requireOrder(orderID)
    checkVersion(acting, order.version, { order })
    const cancels = fields.overallStatus === 'cancelled'
    if (fields.overallStatus !== undefined && cancels !== (order.stage === 'cancelled')) {
      reject('cancel_by_status', { order })
    }
    yield* change('order', orderID, fields)
    return DONE
  },
})
