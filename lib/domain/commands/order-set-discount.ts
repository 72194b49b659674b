import { discountOrder, sumOfLines } from '../rules/discount'
import { mayDiscount } from '../rules/permissions'
import { senSchema } from '../values'
import { BY_DESK, DONE, defineCommand } from './define'
import { discountReasonSchema } from './discount-reason'
import { enterPrice } from './new-price'
import { orderOnly } from './order-only'
import { rejectRefusal } from './refuse'
import { approvalNote, checkVersion, requireOrder, withNote } from './site-effects'

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
    yield* enterPrice(acting, order, outcome, {
      discountReason: reason,
      discountBy: acting.actor.name ?? null,
      discountApprovedBy: acting.actor.approvedBy?.actor ?? null,
      freeWash: false,
      ...approved,
    })
    return DONE
  },
})
