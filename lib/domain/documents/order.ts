import { z } from 'zod'
import { LONGEST_NAME } from '../names'
import { provisionalIDSchema } from '../provisional-number'
import { instantSchema, minutesSchema, orderIDSchema, senSchema, slugSchema, versionSchema } from '../values'
import { queueIdSchema } from './queue'

export const STAGES = ['empty', 'initiated', 'open', 'in_progress', 'billed', 'paid', 'completed', 'cancelled'] as const
export const OVERALL_STATUSES = ['pending', 'in_progress', 'completed', 'ready', 'picked_up', 'cancelled'] as const
export const PAYMENT_STATUSES = ['pending', 'paid', 'failed', 'refunded', 'cash'] as const
export const VEHICLE_TYPES = [
  'sedan',
  'mpv_van',
  'large_pickup',
  'regular_bike',
  'heavy_bike',
  'very_heavy_bike',
] as const

export const stageSchema = z.enum(STAGES)
export const overallStatusSchema = z.enum(OVERALL_STATUSES)
export const paymentStatusSchema = z.enum(PAYMENT_STATUSES)
export const vehicleTypeSchema = z.enum(VEHICLE_TYPES)

export const vehicleSchema = z.object({
  plate: z.string().max(32),
  type: vehicleTypeSchema,
  make: z.string().max(64).nullable(),
  colour: z.string().max(32).nullable(),
})

export const customerSchema = z.object({ name: z.string().max(LONGEST_NAME), phone: z.string().max(32).nullable() })

/** One line of an order: the service as it was priced when it was ordered. */
export const orderServiceSchema = z.object({
  serviceId: slugSchema,
  name: z.string().max(LONGEST_NAME),
  /** Price of this line in sen, options included. */
  price: senSchema,
  /** Target duration of the line's steps, minutes. */
  minutes: minutesSchema,
  options: z.array(z.object({ optionId: slugSchema, name: z.string().max(LONGEST_NAME), price: senSchema })).max(32),
  /** Hundredths of a percent that the price includes as tax; absent: none, and not told by servers of protocol 16. */
  taxRate: z.number().int().min(1).max(10_000).optional(),
})

/** How money is taken. */
export const PAYMENT_METHODS = ['cash', 'card', 'online'] as const
export const paymentMethodSchema = z.enum(PAYMENT_METHODS)

/** Money that changed hands, as it was recorded. */
export const orderPaymentSchema = z.object({
  /** Of one record always the same: the id of the command that took it. */
  paymentId: z.string().min(1).max(64),
  /** When it was taken or given back. */
  at: instantSchema,
  /** `null`: it was not said. */
  method: paymentMethodSchema.nullable(),
  /** Sen; below zero it was given back. */
  amount: senSchema,
  /** Sen handed back over the counter as it was taken; the customer gave `amount` and this. */
  change: senSchema,
  /** Who took it, as the log calls them: `user:1`, `station:desk`; `null` where that is not known. */
  by: z.string().max(128).nullable(),
})

/** Records an order carries; older ones than these are in the server's payments alone. */
export const MOST_PAYMENTS = 64

export const orderSchema = z.object({
  orderID: orderIDSchema,
  /** What the station named it that took it, and names it still; `null` for an order taken elsewhere. */
  takenAs: provisionalIDSchema.nullable().default(null),
  tenantId: slugSchema,
  stage: stageSchema,
  /** When the order entered its stage. */
  stageSince: instantSchema,
  overallStatus: overallStatusSchema,
  paymentStatus: paymentStatusSchema,
  queue: queueIdSchema.nullable(),
  bayId: slugSchema.nullable(),
  vehicle: vehicleSchema.nullable(),
  customer: customerSchema.nullable(),
  services: z.array(orderServiceSchema).max(64),
  /** Sen: sum of the lines minus `discount`, plus `rounding`. */
  totalAmount: senSchema,
  discount: senSchema,
  /** Why it was taken off, and who did it; not told by servers of protocol 9. */
  discountReason: z.string().max(200).optional(),
  discountBy: z.string().max(128).nullable().optional(),
  /** Who of the team approved the discount; `null` where nobody had to. Not told by servers of protocol 22. */
  discountApprovedBy: z.string().max(128).nullable().optional(),
  /** Why it was called off, who did it, and who of the team approved that; not told by servers of protocol 22. */
  calledOffReason: z.string().max(200).optional(),
  calledOffBy: z.string().max(128).nullable().optional(),
  calledOffApprovedBy: z.string().max(128).nullable().optional(),
  /**
   * Visits of the car since its last free wash, as the order was taken; `null` where nobody counts, not told by servers of
   * protocol 21.
   */
  visits: z.number().int().min(0).max(1000).nullable().optional(),
  /** The discount is a free wash that visits have earned; not told by servers of protocol 21. */
  freeWash: z.boolean().optional(),
  /** Sen by which what was due was rounded as it was paid in cash, below zero for less; not told by servers of protocol 16. */
  rounding: senSchema.optional(),
  /** Sen held for the order: the sum of its payments, whatever it costs. */
  paidAmount: senSchema,
  /** Oldest first. Not told by servers of protocol 2. */
  payments: z.array(orderPaymentSchema).max(MOST_PAYMENTS).optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  customerNotes: z.string().max(2000),
  staffNotes: z.string().max(2000).optional(),
  whatsappLinked: z.boolean(),
  qrCodeGenerated: z.boolean(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  version: versionSchema,
})

/** What every reader of an order has of it; a board on a public screen has no more. */
export const seenOrderSchema = orderSchema
  .extend({
    vehicle: vehicleSchema.partial({ type: true, make: true, colour: true }).nullable(),
    services: z.array(orderServiceSchema.partial({ serviceId: true, name: true, price: true, options: true })).max(64),
    payments: z
      .array(orderPaymentSchema.partial({ change: true, by: true }))
      .max(MOST_PAYMENTS)
      .optional(),
  })
  .partial({
    overallStatus: true,
    paymentStatus: true,
    customer: true,
    totalAmount: true,
    discount: true,
    paidAmount: true,
    currency: true,
    customerNotes: true,
    whatsappLinked: true,
    qrCodeGenerated: true,
    createdAt: true,
  })

export type Stage = z.infer<typeof stageSchema>
export type OverallStatus = z.infer<typeof overallStatusSchema>
export type PaymentStatus = z.infer<typeof paymentStatusSchema>
export type VehicleType = z.infer<typeof vehicleTypeSchema>
export type Order = z.infer<typeof orderSchema>
export type OrderPayment = z.infer<typeof orderPaymentSchema>
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]
export type OrderService = z.infer<typeof orderServiceSchema>
export type SeenOrder = z.infer<typeof seenOrderSchema>
