import { z } from 'zod'
import { senSchema } from '../../protocol/identity'
import { failPayment, PAYMENT_METHODS, pay, refund } from '../payment'
import { mayRefund } from '../permissions'
import { mayMove } from '../stages'
import { change, recordPayment } from './access'
import { BY_DESK, DONE, defineCommand } from './define'
import { orderOnly } from './order-only'
import { rejectRefusal } from './refuse'
import { checkVersion, enterStage, requireOrder, withNote } from './site-effects'

/** Records money that came in, a payment that failed, or money given back; a bill follows its money. */
export const orderSetPayment = defineCommand({
  type: 'order.setPayment',
  payload: z.discriminatedUnion('action', [
    orderOnly.extend({ action: z.literal('pay'), method: z.enum(PAYMENT_METHODS), amount: senSchema.min(0) }),
    orderOnly.extend({ action: z.literal('fail') }),
    orderOnly.extend({ action: z.literal('refund'), reason: z.string().min(1).max(200) }),
  ]),
  by: BY_DESK,
  adds: true,
  // What is given back is all that is held then: whoever refunds must have seen how much that is.
  fact: ({ action }) => action === 'pay',
  *run(acting, payload) {
    acting.allow()
    const order = yield* requireOrder(payload.orderID)
    checkVersion(acting, order.version, { order })
    const permitted = payload.action === 'refund' ? mayRefund(acting.actor) : null
    if (permitted && !permitted.allowed) rejectRefusal(permitted, { order })
    const outcome =
      payload.action === 'pay'
        ? pay(order, payload.method, payload.amount)
        : payload.action === 'fail'
          ? failPayment(order)
          : refund(order)
    if ('allowed' in outcome) rejectRefusal(outcome, { order })
    const amount = outcome.paidAmount - order.paidAmount
    if (amount !== 0) {
      yield* recordPayment({
        orderID: order.orderID,
        method: payload.action === 'pay' ? payload.method : null,
        amount,
        currency: order.currency,
        at: acting.actedAt,
        commandId: acting.commandId,
      })
    }
    const note = payload.action === 'refund' ? { staffNotes: withNote(order, `Refund: ${payload.reason}`) } : {}
    const fields = { ...outcome, ...note }
    // Paid in full it is `paid`, and open again once the money is given back.
    const next = payload.action === 'refund' ? 'billed' : 'paid'
    const from = payload.action === 'refund' ? 'paid' : 'billed'
    const follows = order.stage === from && mayMove({ ...order, ...outcome }, next, acting.actor, acting.site).allowed
    if (follows) yield* enterStage(acting, order, next, fields)
    else yield* change('order', order.orderID, fields)
    return DONE
  },
})
