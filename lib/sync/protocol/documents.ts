import { z } from 'zod'
import { instantSchema, orderIDSchema, senSchema, slugSchema } from './identity'

/**
 * The public documents: what the wire carries of an order, a queue, a bay and a job. An event carries all of a document that
 * its reader may see, never only what changed. The server works with whole documents; what a reader may not see is absent
 * there (`seenOrderSchema` and its like), and absent is not empty.
 */

export const STAGES = ['empty', 'initiated', 'open', 'in_progress', 'billed', 'paid', 'completed', 'cancelled'] as const
export const OVERALL_STATUSES = ['pending', 'in_progress', 'completed', 'ready', 'picked_up', 'cancelled'] as const
export const PAYMENT_STATUSES = ['pending', 'paid', 'failed', 'refunded', 'cash'] as const
export const QUEUE_IDS = ['regular', 'vip', 'remnant'] as const
export const VEHICLE_TYPES = [
  'sedan',
  'mpv_van',
  'large_pickup',
  'regular_bike',
  'heavy_bike',
  'very_heavy_bike',
] as const
export const BAY_STATUSES = ['available', 'occupied', 'cleaning', 'out_of_service'] as const
export const JOB_STATUSES = ['pending', 'in_progress', 'paused', 'completed', 'cancelled'] as const
export const STEP_STATUSES = ['pending', 'in_progress', 'completed', 'skipped'] as const

export const stageSchema = z.enum(STAGES)
export const overallStatusSchema = z.enum(OVERALL_STATUSES)
export const paymentStatusSchema = z.enum(PAYMENT_STATUSES)
export const queueIdSchema = z.enum(QUEUE_IDS)
export const vehicleTypeSchema = z.enum(VEHICLE_TYPES)

const text = (max: number) => z.string().max(max)
/** Counts every accepted change of the document, from 1; what `expect.version` of a command compares. */
const versionSchema = z.number().int().positive()

export const vehicleSchema = z.object({
  plate: text(32),
  type: vehicleTypeSchema,
  make: text(64).nullable(),
  colour: text(32).nullable(),
})

export const customerSchema = z.object({ name: text(128), phone: text(32).nullable() })

/** One line of an order: the service as it was priced when it was ordered. */
export const orderServiceSchema = z.object({
  serviceId: slugSchema,
  name: text(128),
  /** Price of this line in sen, options included. */
  price: senSchema,
  /** Target duration of the line's steps, minutes. */
  minutes: z.number().int().min(0).max(1440),
  options: z.array(z.object({ optionId: slugSchema, name: text(128), price: senSchema })).max(32),
})

export const orderSchema = z.object({
  orderID: orderIDSchema,
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
  /** Sen: sum of the lines minus `discount`. */
  totalAmount: senSchema,
  discount: senSchema,
  paidAmount: senSchema,
  currency: z.string().regex(/^[A-Z]{3}$/),
  customerNotes: text(2000),
  staffNotes: text(2000).optional(),
  whatsappLinked: z.boolean(),
  qrCodeGenerated: z.boolean(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  version: versionSchema,
})

export const queueSchema = z.object({
  queueId: queueIdSchema,
  tenantId: slugSchema,
  name: text(128),
  open: z.boolean(),
  /** Waiting cars, first to be served first. */
  entries: z.array(z.object({ orderID: orderIDSchema, enteredAt: instantSchema })).max(1000),
  updatedAt: instantSchema,
  version: versionSchema,
})

export const baySchema = z.object({
  bayId: slugSchema,
  tenantId: slugSchema,
  name: text(128),
  /** Place among the bays, from 0. */
  position: z.number().int().min(0).max(10_000),
  status: z.enum(BAY_STATUSES),
  statusReason: text(200).nullable(),
  orderID: orderIDSchema.nullable(),
  jobId: z.uuid().nullable(),
  updatedAt: instantSchema,
  version: versionSchema,
})

export const jobStepSchema = z.object({
  /** Unique within the job: service and step, e.g. `basic-wash.rinse`. */
  stepId: text(140),
  name: text(128),
  /** Target duration, minutes. */
  minutes: z.number().int().min(0).max(1440),
  status: z.enum(STEP_STATUSES),
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  skipReason: text(200).nullable(),
})

export const jobSchema = z.object({
  jobId: z.uuid(),
  tenantId: slugSchema,
  orderID: orderIDSchema,
  bayId: slugSchema.nullable(),
  /** The queue the car came from: where it goes back to when its bay lets it go; `null` for one that stood in none. */
  fromQueue: queueIdSchema.nullable().default(null),
  /** The bay that sent the car to this one, and may take it back; `null` where none did, or it came back. */
  fromBay: slugSchema.nullable().default(null),
  plate: text(32),
  vehicleType: vehicleTypeSchema,
  title: text(256),
  notes: text(2000),
  status: z.enum(JOB_STATUSES),
  steps: z.array(jobStepSchema).max(128),
  startedAt: instantSchema.nullable(),
  /** Set while paused. */
  pausedAt: instantSchema.nullable(),
  /** Milliseconds spent paused before `pausedAt`; not work time. */
  pausedMs: z.number().int().nonnegative(),
  finishedAt: instantSchema.nullable(),
  updatedAt: instantSchema,
  version: versionSchema,
})

/** What every reader of an order has of it; a board on a public screen has no more. */
export const seenOrderSchema = orderSchema
  .extend({
    vehicle: vehicleSchema.partial({ type: true, make: true, colour: true }).nullable(),
    services: z.array(orderServiceSchema.partial({ serviceId: true, name: true, price: true, options: true })).max(64),
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

export const seenQueueSchema = queueSchema
  .extend({
    entries: z.array(queueSchema.shape.entries.element.partial({ enteredAt: true })).max(1000),
  })
  .partial({ name: true, open: true })

export const seenBaySchema = baySchema.partial({ statusReason: true })

export const seenJobSchema = jobSchema
  .extend({
    // Without the defaults: a queue that is not told is not a car that stood in none.
    fromQueue: queueIdSchema.nullable(),
    fromBay: slugSchema.nullable(),
    steps: z.array(jobStepSchema.partial({ stepId: true, name: true, skipReason: true })).max(128),
  })
  .partial({
    fromQueue: true,
    fromBay: true,
    vehicleType: true,
    title: true,
    notes: true,
    startedAt: true,
    pausedMs: true,
  })

export type Stage = z.infer<typeof stageSchema>
export type OverallStatus = z.infer<typeof overallStatusSchema>
export type PaymentStatus = z.infer<typeof paymentStatusSchema>
export type QueueId = z.infer<typeof queueIdSchema>
export type VehicleType = z.infer<typeof vehicleTypeSchema>
export type BayStatus = (typeof BAY_STATUSES)[number]
export type JobStatus = (typeof JOB_STATUSES)[number]
export type StepStatus = (typeof STEP_STATUSES)[number]
export type Order = z.infer<typeof orderSchema>
export type OrderService = z.infer<typeof orderServiceSchema>
export type Queue = z.infer<typeof queueSchema>
export type Bay = z.infer<typeof baySchema>
export type Job = z.infer<typeof jobSchema>
export type JobStep = z.infer<typeof jobStepSchema>
export type SeenOrder = z.infer<typeof seenOrderSchema>
export type SeenQueue = z.infer<typeof seenQueueSchema>
export type SeenBay = z.infer<typeof seenBaySchema>
export type SeenJob = z.infer<typeof seenJobSchema>

const holds = (document: object, fields: readonly string[]) => fields.every((field) => Object.hasOwn(document, field))
const ORDER_FIELDS = Object.keys(orderSchema.shape).filter((field) => field !== 'staffNotes')
// `fromBay` is not told by servers of protocol 1, which can be worked with all the same.
const JOB_FIELDS = Object.keys(jobSchema.shape).filter((field) => field !== 'fromBay')

/** Whether the reader may see all of the order: its money, its customer and its notes. */
export const isWholeOrder = (order: SeenOrder): order is Order => holds(order, ORDER_FIELDS)

/** Whether the reader may see all of the job: whoever works on it does. */
export const isWholeJob = (job: SeenJob): job is Job => holds(job, JOB_FIELDS)
