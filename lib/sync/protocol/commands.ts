import { z } from 'zod'
import {
  BAY_STATUSES,
  overallStatusSchema,
  queueIdSchema,
  seenBaySchema,
  seenJobSchema,
  seenOrderSchema,
  seenQueueSchema,
  stageSchema,
  vehicleTypeSchema,
} from './documents'
import { instantSchema, orderIDSchema, senSchema, seqSchema, slugSchema } from './identity'

/** Most commands one request carries. */
export const MAX_COMMANDS = 100

/** How money was (or was not) taken: sets `paymentStatus`. */
export const PAYMENT_METHODS = ['cash', 'card', 'online'] as const

/** Why a step was left out; chosen, not typed. */
export const SKIP_REASONS = [
  'not_needed',
  'customer_declined',
  'no_supplies',
  'equipment_fault',
  'damage_risk',
] as const

/** Why a bay is out of service or a job is paused. */
export const BAY_REASONS = ['maintenance', 'equipment_fault', 'no_staff', 'no_water', 'no_power', 'other'] as const

const orderOnly = z.object({ orderID: orderIDSchema })
const jobOnly = z.object({ jobId: z.uuid() })
const jobStep = z.object({ jobId: z.uuid(), stepId: z.string().min(1).max(140) })

export const commandPayloadSchemas = {
  'order.create': z.object({
    plate: z.string().trim().min(1).max(32),
    vehicleType: vehicleTypeSchema,
    services: z
      .array(z.object({ serviceId: slugSchema, optionIds: z.array(slugSchema).max(32).default([]) }))
      .min(1)
      .max(16),
    queue: queueIdSchema.default('regular'),
    customer: z
      .object({ name: z.string().max(128), phone: z.string().max(32).nullable() })
      .nullable()
      .default(null),
    customerNotes: z.string().max(2000).default(''),
    /** Sen off the sum of the lines. */
    discount: senSchema.min(0).default(0),
  }),
  'order.setStage': orderOnly.extend({ stage: stageSchema }),
  'order.setStatus': orderOnly.extend({
    overallStatus: overallStatusSchema.optional(),
    qrCodeGenerated: z.literal(true).optional(),
    whatsappLinked: z.literal(true).optional(),
    customerNotes: z.string().max(2000).optional(),
    staffNotes: z.string().max(2000).optional(),
  }),
  'order.setPayment': z.discriminatedUnion('action', [
    orderOnly.extend({ action: z.literal('pay'), method: z.enum(PAYMENT_METHODS), amount: senSchema.min(0) }),
    orderOnly.extend({ action: z.literal('fail') }),
    orderOnly.extend({ action: z.literal('refund'), reason: z.string().min(1).max(200) }),
  ]),
  'order.cancel': orderOnly.extend({ reason: z.string().max(200).default('') }),
  'queue.move': z.object({
    orderID: orderIDSchema,
    queue: queueIdSchema,
    /** Stand directly before this order; `null` is the end of the queue; absent order ids are answered `not_found`. */
    before: orderIDSchema.nullable(),
  }),
  'queue.open': z.object({ queue: queueIdSchema }),
  'queue.close': z.object({ queue: queueIdSchema }),
  'bay.assign': z.object({ bayId: slugSchema, orderID: orderIDSchema }),
  /** The car goes back to the front of its queue. `orderID` is the car meant: another one in the bay stays. */
  'bay.release': z.object({ bayId: slugSchema, orderID: orderIDSchema }),
  'bay.setStatus': z.object({
    bayId: slugSchema,
    status: z.enum(BAY_STATUSES).exclude(['occupied']),
    reason: z.enum(BAY_REASONS).nullable().default(null),
  }),
  'job.start': jobOnly,
  'job.pause': jobOnly,
  'job.completeStep': jobStep,
  'job.skipStep': jobStep.extend({ reason: z.enum(SKIP_REASONS) }),
  'job.undoStep': jobStep,
  'job.finish': jobOnly,
  'job.undoStart': jobOnly,
  'job.undoFinish': jobOnly,
} as const

export type CommandType = keyof typeof commandPayloadSchemas
export const COMMAND_TYPES = Object.keys(commandPayloadSchemas) as CommandType[]

const envelope = {
  /** Made by the client; the same id is executed at most once, however often it is sent. */
  id: z.uuid(),
  /** When the person acted. What takes back a pause or a resume says when that was: no time passes between the two. */
  issuedAt: instantSchema,
  /** Version of the document (order, queue, bay or job) the person saw; a mismatch is rejected as `conflict`. */
  expect: z.object({ version: z.number().int().positive() }).optional(),
}

const command = <T extends CommandType>(type: T) =>
  z.object({ ...envelope, type: z.literal(type), payload: commandPayloadSchemas[type] })

export const commandSchema = z.discriminatedUnion('type', [
  command('order.create'),
  command('order.setStage'),
  command('order.setStatus'),
  command('order.setPayment'),
  command('order.cancel'),
  command('queue.move'),
  command('queue.open'),
  command('queue.close'),
  command('bay.assign'),
  command('bay.release'),
  command('bay.setStatus'),
  command('job.start'),
  command('job.pause'),
  command('job.completeStep'),
  command('job.skipStep'),
  command('job.undoStep'),
  command('job.finish'),
  command('job.undoStart'),
  command('job.undoFinish'),
])

export const commandRequestSchema = z.object({
  commands: z.array(commandSchema).min(1).max(MAX_COMMANDS),
  /** The client's clock at the moment of sending: from it and `issuedAt` the server knows how old an action is. */
  sentAt: instantSchema.optional(),
})

export const REJECTION_CODES = ['not_found', 'forbidden', 'not_allowed', 'conflict', 'invalid'] as const

/** The document a command was about, as it now is. */
const currentSchema = z
  .object({
    order: seenOrderSchema.optional(),
    queue: seenQueueSchema.optional(),
    bay: seenBaySchema.optional(),
    job: seenJobSchema.optional(),
  })
  .nullable()

export const commandResultSchema = z.discriminatedUnion('status', [
  /** `seq` of the last event it made; `orderID` of an order it created. */
  z.object({ id: z.uuid(), status: z.literal('applied'), seq: seqSchema, orderID: orderIDSchema.optional() }),
  /** Seen before: the first result again, under `first`. */
  z.object({ id: z.uuid(), status: z.literal('duplicate'), first: z.unknown() }),
  z.object({
    id: z.uuid(),
    status: z.literal('rejected'),
    code: z.enum(REJECTION_CODES),
    message: z.string(),
    /** Which rule refused, as a translation key (`rules.stage.settled`); absent where no rule has a name. */
    reason: z.string().max(64).optional(),
    /** What the translated text of `reason` names. */
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    current: currentSchema,
  }),
])

export const commandResponseSchema = z.object({ results: z.array(commandResultSchema) })

export type Command = z.infer<typeof commandSchema>
export type CommandPayload<T extends CommandType> = z.input<(typeof commandPayloadSchemas)[T]>
export type CommandResult = z.infer<typeof commandResultSchema>
export type RejectionCode = (typeof REJECTION_CODES)[number]
