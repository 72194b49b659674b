import { z } from 'zod'
import { queueIdSchema, vehicleTypeSchema } from '../../protocol/documents'
import { senSchema, slugSchema } from '../../protocol/identity'
import { priceOrder } from '../pricing'
import { addOrder, catalogue, nextOrderID } from './access'
import { BY_DESK, defineCommand } from './define'
import { rejectRefusal } from './refuse'
import { joinQueue, requireOpenQueue } from './site-effects'

/** What is ordered, never at what price. */
export const orderedServiceSchema = z.object({
  serviceId: slugSchema,
  optionIds: z.array(slugSchema).max(32).default([]),
})

/** Prices the order, gives it the day's next number and puts the car at the end of its queue. */
export const orderCreate = defineCommand({
  type: 'order.create',
  payload: z.object({
    plate: z.string().trim().min(1).max(32),
    vehicleType: vehicleTypeSchema,
    services: z.array(orderedServiceSchema).min(1).max(16),
    queue: queueIdSchema.default('regular'),
    customer: z
      .object({ name: z.string().max(128), phone: z.string().max(32).nullable() })
      .nullable()
      .default(null),
    customerNotes: z.string().max(2000).default(''),
    /** Sen off the sum of the lines. */
    discount: senSchema.min(0).default(0),
  }),
  by: BY_DESK,
  *run(acting, payload) {
    acting.allow()
    const priced = priceOrder(yield* catalogue(), payload.services, payload.vehicleType, payload.discount)
    if (!priced.allowed) rejectRefusal(priced, null, 'invalid')
    const queue = yield* requireOpenQueue(payload.queue)
    const orderID = yield* nextOrderID()
    yield* addOrder({
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
      currency: acting.site.currency,
      customerNotes: payload.customerNotes,
      staffNotes: '',
      whatsappLinked: false,
      qrCodeGenerated: false,
    })
    yield* joinQueue(queue, orderID, acting.actedAt)
    return { orderID }
  },
})
