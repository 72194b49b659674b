import { z } from 'zod'
import { shownNumber } from '../provisional-number'
import { mayCancel } from '../rules/permissions'
import { isOwnOrder } from './access'
import { BY_DESK_OR_CUSTOMER, DONE, defineCommand } from './define'
import { orderOnly } from './order-only'
import { reject, rejectRefusal } from './refuse'
import { checkVersion, requireOrder, withdraw } from './site-effects'

/** Calls the order off; its queue and its bay let the car go. */
export const orderCancel = defineCommand({
  type: 'order.cancel',
  payload: orderOnly.extend({ reason: z.string().max(200).default('') }),
  by: BY_DESK_OR_CUSTOMER,
  *run(acting, { orderID, reason }) {
    const customer = acting.actor.role === 'customer'
    const ownOrder = customer && (yield* isOwnOrder(orderID))
    // To a customer, another's order and one that is not there look the same.
    if (customer && !ownOrder) reject('no_order', null, { order: shownNumber(acting.named) })
    const order = yield* requireOrder(orderID)
    acting.allow({ ownOrder })
    checkVersion(acting, order.version, { order })
    const answer = mayCancel(acting.actor, order, acting.site)
    if (!answer.allowed) rejectRefusal(answer, { order })
    yield* withdraw(acting, order, reason)
    return DONE
  },
})
