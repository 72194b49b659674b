import { z } from 'zod'
import { MOST_PAYMENTS, type Order, paymentMethodSchema } from '../documents'
import { heldOf } from '../rules/cash-rounding'
import { failPayment, pay, refund } from '../rules/payment'
import { mayRefund } from '../rules/permissions'
import { isSettled, mayMove } from '../rules/stages'
import { withoutUnseen } from '../unseen-characters'
import { senSchema } from '../values'
import { change, type Payment, recordPayment } from './access'
import { type Acting, BY_DESK, DONE, defineCommand } from './define'
import { orderOnly } from './order-only'
import { rejectRefusal } from './refuse'
import { approvalNote, checkVersion, enterStage, requireOrder, withNote } from './site-effects'

const money = {
  /** Sen handed back over the counter as the money was taken. */
  change: senSchema.min(0).default(0),
}

/** Records money that came in, a payment that failed, or money given back; a bill follows its money. */
export const orderSetPayment = defineCommand({
  type: 'order.setPayment',
  payload: z.discriminatedUnion('action', [
    orderOnly.extend({
      action: z.literal('pay'),
      method: paymentMethodSchema,
      amount: senSchema.min(0),
      ...money,
    }),
    orderOnly.extend({ action: z.literal('fail') }),
    orderOnly.extend({
      action: z.literal('refund'),
      // The money is gone: a character that nobody sees must not refuse it.
      reason: z.string().overwrite(withoutUnseen).min(1).max(200),
      /** Sen; without it all that is held when it is recorded, in cash what coins make of it, which whoever refunds must have seen. */
      amount: senSchema.min(1).optional(),
      /** How it was given back; without it that is not known. */
      method: paymentMethodSchema.optional(),
    }),
  ]),
  by: BY_DESK,
  adds: true,
  // Without an amount it gives back all that is held.
  bySight: (payload) => payload.action === 'refund' && payload.amount === undefined,
  fact: {
    where: 'a sum is named that came in or was given back',
    holds: (payload) => payload.action !== 'fail' && payload.amount !== undefined,
  },
  *run(acting, payload) {
    acting.allow()
    const order = yield* requireOrder(payload.orderID)
    if (order.payments?.some(({ paymentId }) => paymentId === acting.commandId)) return DONE
    checkVersion(acting, order.version, { order })
    const cash = payload.action === 'refund' && payload.method === 'cash' ? acting.site : undefined
    if (payload.action === 'refund') {
      const permitted = mayRefund(acting.actor, order, payload.amount ?? order.paidAmount, cash)
      if (!permitted.allowed) rejectRefusal(permitted, { order })
    }
    const outcome =
      payload.action === 'pay'
        ? pay(order, payload.method, payload.amount, acting.site)
        : payload.action === 'fail'
          ? failPayment(order)
          : refund(order, payload.amount, cash)
    if ('allowed' in outcome) rejectRefusal(outcome, { order })
    const amount = outcome.paidAmount - order.paidAmount
    const after = { ...order, ...outcome }
    const payment: Payment = {
      orderID: order.orderID,
      method: payload.action === 'fail' ? null : (payload.method ?? null),
      amount,
      change: payload.action === 'pay' ? payload.change : 0,
      currency: order.currency,
      at: acting.actedAt,
      reason: payload.action === 'refund' ? payload.reason : null,
      order: after,
      commandId: acting.commandId,
      approvedBy: payload.action === 'refund' ? (acting.actor.approvedBy?.actor ?? null) : null,
    }
    if (amount !== 0) yield* recordPayment(payment)
    const note =
      payload.action === 'refund'
        ? { staffNotes: withNote(order, `Refund: ${payload.reason}${approvalNote(acting)}`) }
        : {}
    const fields = { ...outcome, ...note, ...(amount === 0 ? {} : { payments: withPayment(acting, order, payment) }) }
    if (order.stage === 'billed' && mayMove(after, 'paid', acting.actor, acting.site).allowed) {
      yield* enterStage(acting, order, 'paid', fields)
      // Money that was given back is owed again, whoever gave it back.
    } else if (order.stage === 'paid' && payload.action === 'refund' && (!isSettled(after) || heldOf(after) <= 0)) {
      yield* enterStage(acting, order, 'billed', fields)
    } else yield* change('order', order.orderID, fields)
    return DONE
  },
})

function withPayment({ commandId, actor }: Acting, order: Order, payment: Payment): Order['payments'] {
  const { method, amount, change: given, at } = payment
  const record = { method, amount, change: given, at: new Date(at).toISOString(), by: actor.name ?? null }
  return [...(order.payments ?? []), { paymentId: commandId, ...record }].slice(-MOST_PAYMENTS)
}
