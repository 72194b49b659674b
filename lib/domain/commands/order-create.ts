import { z } from 'zod'
import { queueIdSchema, vehicleTypeSchema } from '../documents'
import { provisionalIDSchema, shownNumber } from '../provisional-number'
import { mayDiscount } from '../rules/permissions'
import { priceOrder } from '../rules/pricing'
import { senSchema } from '../values'
import { addOrder, catalogue, nextOrderID, read, visitsBefore } from './access'
import { BY_DESK, defineCommand } from './define'
import { discountReasonSchema } from './discount-reason'
import { orderedCustomerSchema, orderedServicesSchema, plateSchema, toldPricesNote } from './ordered'
import { reject, rejectRefusal } from './refuse'
import { joinQueue, requireOpenQueue } from './site-effects'

/** The reason of a discount whose sender gives none. */
const NOT_SAID = 'Not said'

/** Prices the order, gives it the day's next number and puts the car at the end of its queue. */
export const orderCreate = defineCommand({
  type: 'order.create',
  payload: z.object({
    plate: plateSchema,
    vehicleType: vehicleTypeSchema,
    services: orderedServicesSchema,
    queue: queueIdSchema.default('regular'),
    customer: orderedCustomerSchema.nullable().default(null),
    customerNotes: z.string().max(2000).default(''),
    /** Sen off the sum of the lines. */
    discount: senSchema.min(0).default(0),
    /** Why that is taken off; senders of protocol 10 and before have no place for it. */
    discountReason: discountReasonSchema.optional(),
    /** What the station calls the order until the server has numbered it: its provisional id. */
    takenAs: provisionalIDSchema.nullable().default(null),
  }),
  by: BY_DESK,
  *run(acting, payload) {
    acting.allow()
    const { takenAs } = payload
    // Sent again under another id, after a refusal that came late.
    const taken = takenAs === null ? null : yield* read('order', takenAs)
    if (taken) reject('taken_already', { order: taken }, { order: shownNumber(taken.orderID) })
    const priced = priceOrder(
      yield* catalogue(),
      payload.services,
      payload.vehicleType,
      payload.discount,
      acting.site.taxRate,
    )
    if (!priced.allowed) rejectRefusal(priced, null, 'invalid')
    const sum = priced.totalAmount + priced.discount
    const permitted = mayDiscount(acting.actor, sum, priced.discount, acting.site.discountLimits)
    if (!permitted.allowed) rejectRefusal(permitted, null)
    const queue = yield* requireOpenQueue(payload.queue)
    const orderID = yield* nextOrderID(takenAs)
    const { plate } = payload
    const visits = acting.site.freeWashEvery > 0 ? yield* visitsBefore(plate, null) : null
    yield* addOrder({
      orderID,
      takenAs,
      stage: 'initiated',
      overallStatus: 'pending',
      paymentStatus: 'pending',
      queue: queue.queueId,
      bayId: null,
      vehicle: { plate, type: payload.vehicleType, make: null, colour: null },
      customer: payload.customer,
      services: priced.services,
      totalAmount: priced.totalAmount,
      discount: priced.discount,
      rounding: 0,
      visits,
      freeWash: false,
      discountReason: priced.discount > 0 ? (payload.discountReason ?? NOT_SAID) : '',
      discountBy: priced.discount > 0 ? (acting.actor.name ?? null) : null,
      discountApprovedBy: priced.discount > 0 ? (acting.actor.approvedBy?.actor ?? null) : null,
      calledOffReason: '',
      calledOffBy: null,
      calledOffApprovedBy: null,
      paidAmount: 0,
      payments: [],
      currency: acting.site.currency,
      customerNotes: payload.customerNotes,
      staffNotes: toldPricesNote(priced),
      whatsappLinked: false,
      qrCodeGenerated: false,
    })
    yield* joinQueue(queue, orderID, acting.actedAt)
    return { orderID }
  },
})
