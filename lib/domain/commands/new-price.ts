import type { Order } from '../documents'
import type { DiscountChange } from '../rules/discount'
import { isSettled, mayMove } from '../rules/stages'
import { type Changes, change, type Run } from './access'
import type { Acting } from './define'
import { enterStage } from './site-effects'

/** Gives an order what it costs once something was taken off; with that it may be paid, or owe again. */
export function* enterPrice(acting: Acting, order: Order, price: DiscountChange, said: Changes['order']): Run<void> {
  const fields = { ...price, ...said }
  if (order.stage === 'billed' && mayMove({ ...order, ...price }, 'paid', acting.actor, acting.site).allowed)
    yield* enterStage(acting, order, 'paid', fields)
  // It had cost nothing: what is not taken off any more is owed, as money that was given back is.
  else if (order.stage === 'paid' && !isSettled(price)) yield* enterStage(acting, order, 'billed', fields)
  else yield* change('order', order.orderID, fields)
}
