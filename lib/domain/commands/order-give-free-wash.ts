import { FREE_WASH, giveFreeWash } from '../rules/free-wash'
import { catalogue, visitsBefore } from './access'
import { BY_DESK, DONE, defineCommand } from './define'
import { enterPrice } from './new-price'
import { orderOnly } from './order-only'
import { rejectRefusal } from './refuse'
import { checkVersion, requireOrder } from './site-effects'

/**
 * Takes the wash off what an order costs, where the visits of its car have earned one. A station goes by the visits that the
 * order tells; the server counts them anew and decides.
 */
export const orderGiveFreeWash = defineCommand({
  type: 'order.giveFreeWash',
  payload: orderOnly,
  by: BY_DESK,
  *run(acting, { orderID }) {
    acting.allow()
    const order = yield* requireOrder(orderID)
    checkVersion(acting, order.version, { order })
    const every = acting.site.freeWashEvery
    const visits = every === 0 ? 0 : ((yield* visitsBefore(order.vehicle?.plate, order.orderID)) ?? order.visits ?? 0)
    const outcome = giveFreeWash(order, visits, every, yield* catalogue())
    if ('allowed' in outcome) rejectRefusal(outcome, { order })
    yield* enterPrice(acting, order, outcome, {
      discountReason: FREE_WASH,
      discountBy: acting.actor.name ?? null,
      discountApprovedBy: null,
      freeWash: true,
    })
    return DONE
  },
})
