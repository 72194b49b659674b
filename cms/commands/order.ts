import type { Order } from '@/lib/sync/protocol'
import {
  failPayment,
  mayMove,
  mayRefund,
  type PaymentChange,
  pay,
  priceOrder,
  type Refusal,
  refund,
  WAITING_STAGES,
} from '@/lib/sync/rules'
import { type CommandContext, checkPermission, checkVersion, DONE, type Handlers, type PayloadOf } from './context'
import { nextOrderID } from './order-number'
import type { OrderChange } from './records'
import { reject, rejectRefusal } from './rejection'
import { enterStage, joinQueue, leaveBay, leaveQueue, requireOpenQueue, requireOrder } from './site-effects'

type OrderCommand = 'order.create' | 'order.setStage' | 'order.setStatus' | 'order.setPayment' | 'order.cancel'

export const orderCommands: Handlers<OrderCommand> = {
  'order.create': create,
  'order.setStage': setStage,
  'order.setStatus': setStatus,
  'order.setPayment': setPayment,
  'order.cancel': cancel,
}

/** Prices the order, gives it the day's next number and puts the car at the end of its queue. */
async function create(context: CommandContext, payload: PayloadOf<'order.create'>) {
  checkPermission(context, 'order.create')
  const priced = priceOrder(await context.records.catalog(), payload.services, payload.vehicleType, payload.discount)
  if (!priced.allowed) rejectRefusal(priced, null, 'invalid')
  const queue = await requireOpenQueue(context, payload.queue)
  const orderID = await nextOrderID(context.records, context.site, context.now)
  await context.records.createOrder({
    orderID,
    stage: 'initiated',
    overallStatus: 'pending',
    paymentStatus: 'pending',
    queue: queue.queueId,
    bayId: null,
    vehicle: { plate: payload.plate.toUpperCase(), type: payload.vehicleType, make: null, colour: null },
    customer: payload.customer,
    services: priced.services,
    totalAmount: priced.totalAmount,
    discount: priced.discount,
    paidAmount: 0,
    currency: context.site.currency,
    customerNotes: payload.customerNotes,
    staffNotes: '',
    whatsappLinked: false,
    qrCodeGenerated: false,
  })
  await joinQueue(context.records, queue, orderID, context.actedAt)
  return { orderID }
}

async function setStage(context: CommandContext, payload: PayloadOf<'order.setStage'>) {
  checkPermission(context, 'order.setStage')
  const order = await requireOrder(context, payload.orderID)
  checkVersion(context, order.version, { order })
  const answer = mayMove(order, payload.stage, context.actor, context.site)
  if (!answer.allowed) rejectRefusal(answer, { order })
  if (payload.stage === 'cancelled') return withdraw(context, order, '')
  if (WAITING_STAGES.includes(payload.stage)) {
    // An order that starts to wait stands in a queue.
    if (order.queue !== null) await enterStage(context, order, payload.stage)
    else {
      const queue = await requireOpenQueue(context, 'regular')
      await enterStage(context, order, payload.stage, { queue: queue.queueId })
      await joinQueue(context.records, queue, order.orderID, context.actedAt)
    }
    return DONE
  }
  await leaveQueue(context.records, order)
  await enterStage(context, order, payload.stage, { queue: null })
  return DONE
}

async function setStatus(context: CommandContext, payload: PayloadOf<'order.setStatus'>) {
  checkPermission(context, 'order.setStatus')
  const order = await requireOrder(context, payload.orderID)
  checkVersion(context, order.version, { order })
  const { orderID: _, ...change } = payload
  if (change.overallStatus !== undefined && (change.overallStatus === 'cancelled') !== (order.stage === 'cancelled')) {
    reject('cancel_by_status', { order })
  }
  await context.records.updateOrder(order.orderID, change)
  return DONE
}

async function setPayment(context: CommandContext, payload: PayloadOf<'order.setPayment'>) {
  checkPermission(context, 'order.setPayment')
  const order = await requireOrder(context, payload.orderID)
  checkVersion(context, order.version, { order })
  const outcome = paymentChange(context, payload, order)
  if ('allowed' in outcome) rejectRefusal(outcome, { order })
  const change: OrderChange = { ...outcome }
  if (payload.action === 'refund') {
    const note = `Refund: ${payload.reason}`
    change.staffNotes = [order.staffNotes, note].filter(Boolean).join('\n').slice(-2000)
  }
  const amount = outcome.paidAmount - order.paidAmount
  if (amount !== 0) {
    await context.records.recordPayment({
      orderID: order.orderID,
      method: payload.action === 'pay' ? payload.method : null,
      amount,
      currency: order.currency,
      at: context.actedAt,
      timeZone: context.site.timezone,
      commandId: context.commandId,
    })
  }
  const paid = { ...order, ...outcome }
  // A bill follows its money: paid in full it is `paid`, and open again once the money is given back.
  const next = payload.action === 'refund' ? 'billed' : 'paid'
  const from = payload.action === 'refund' ? 'paid' : 'billed'
  const follows = order.stage === from && mayMove(paid, next, context.actor, context.site).allowed
  if (follows) await enterStage(context, order, next, change)
  else await context.records.updateOrder(order.orderID, change)
  return DONE
}

function paymentChange(
  context: CommandContext,
  payload: PayloadOf<'order.setPayment'>,
  order: Order,
): PaymentChange | Refusal {
  if (payload.action === 'pay') return pay(order, payload.method, payload.amount)
  if (payload.action === 'fail') return failPayment(order)
  const answer = mayRefund(context.actor)
  return answer.allowed ? refund(order) : answer
}

async function cancel(context: CommandContext, payload: PayloadOf<'order.cancel'>) {
  const { customerId, role } = context.actor
  const ownOrder = customerId !== null && (await context.records.customerOf(payload.orderID)) === customerId
  // To a customer, another's order and one that is not there look the same.
  if (role === 'customer' && !ownOrder) reject('no_order', null, { order: payload.orderID })
  const order = await requireOrder(context, payload.orderID)
  checkPermission(context, 'order.cancel', { ownOrder })
  checkVersion(context, order.version, { order })
  const answer = mayMove(order, 'cancelled', context.actor, context.site)
  if (!answer.allowed) rejectRefusal(answer, { order })
  return withdraw(context, order, payload.reason)
}

/** Takes a cancelled order out of its queue or bay; the job, if there is one, is called off. */
async function withdraw(context: CommandContext, order: Order, reason: string) {
  await leaveQueue(context.records, order)
  await leaveBay(context.records, order, context.now)
  const note = reason === '' ? '' : `Cancelled: ${reason}`
  const staffNotes = [order.staffNotes, note].filter(Boolean).join('\n').slice(-2000)
  await enterStage(context, order, 'cancelled', { queue: null, bayId: null, staffNotes })
  return DONE
}
