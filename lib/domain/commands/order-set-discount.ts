import { discountOrder, sumOfLines } from '../rules/discount'
import { mayDiscount } from '../rules/permissions'
import { isSettled, mayMove } from '../rules/stages'
import { senSchema } from '../values'
import { change } from './access'
import { BY_DESK, DONE, defineCommand } from './define'
import { discountReasonSchema } from './discount-reason'
import { orderOnly } from './order-only'
import { rejectRefusal } from './refuse'
import { approvalNote, checkVersion, enterStage, requireOrder, withNote } from './site-effects'

/** Takes a sum off what an order costs, and says why; how much may be taken off is a matter of the role. */
export const orderSetDiscount = defineCommand({
  type: 'order.setDiscount',
  payload: orderOnly.extend({
    /** Sen off the sum of the lines, instead of what was taken off before. */
    discount: senSchema.min(0),
    reason: discountReasonSchema,
  }),
  by: BY_DESK,
  *run(acting, { orderID, discount, reason }) {
    acting.allow()
    const order = yield* requireOrder(orderID)
    checkVersion(acting, order.version, { order })
    const permitted = mayDiscount(acting.actor, sumOfLines(order), discount, acting.site.discountLimits)
    if (!permitted.allowed) rejectRefusal(permitted, { order })
    const outcome = discountOrder(order, discount)
    if ('allowed' in outcome) rejectRefusal(outcome, { order })
    const approved = acting.actor.approvedBy
      ? { staffNotes: withNote(order, `Discount: ${reason}${approvalNote(acting)}`) }
      : {}
    const fields = { ...outcome, discountReason: reason, discountBy: acting.actor.name ?? null, ...approved }
    if (order.stage === 'billed' && mayMove({ ...order, ...outcome }, 'paid', acting.actor, acting.site).allowed)
      yield* enterStage(acting, order, 'paid', fields)
    // It had cost nothing: what is not taken off any more is owed, as money that was given back is.
    else if (order.stage === 'paid' && !isSettled(outcome)) yield* enterStage(acting, order, 'billed', fields)
    else yield* change('order', order.orderID, fields)
    return DONE
  },
})
