import { z } from 'zod'
import {
  overallStatusSchema,
  paymentStatusSchema,
  seenBaySchema,
  seenJobSchema,
  seenOrderSchema,
  seenQueueSchema,
  stageSchema,
} from './documents'
import { epochSchema, instantSchema, orderIDSchema, senSchema, seqSchema, slugSchema } from './identity'

/** Events of the log: each has an id, a place in the sequence, and is journalled. */
export const LOG_EVENT_TYPES = [
  'order_created',
  'order_deleted',
  'stage_change',
  'status_update',
  'payment_update',
  'whatsapp_connected',
  'qr_generated',
  'queue_update',
  'job_progress_update',
] as const

/** Frames about the stream itself: no id, never journalled. */
export const FRAME_EVENT_TYPES = ['connected', 'heartbeat', 'reset'] as const

/** What `eventTypes` of a request may name. `order_stage_change` is `stage_change` under its other documented name. */
export const SUBSCRIBABLE_EVENT_TYPES = [...LOG_EVENT_TYPES, 'order_stage_change'] as const

/** Everything a client may see in its list of events; `polling_data_refresh` is made by the client. */
export const EVENT_TYPES = [...SUBSCRIBABLE_EVENT_TYPES, ...FRAME_EVENT_TYPES, 'polling_data_refresh'] as const

/**
 * Which parts of the document changed, as paths: `vehicle.plate`, `entries.orderID`. Absent where the document is new, and in
 * events of older servers.
 */
const pathsSchema = z.array(z.string().max(64)).max(64).optional()

/** Longest serialised event a client accepts, in characters. */
export const MAX_EVENT_LENGTH = 256 * 1024

const stageChangeData = z.object({
  previousStage: stageSchema,
  newStage: stageSchema,
  order: seenOrderSchema,
})

const orderData = z.object({ order: seenOrderSchema })

export const eventDataSchemas = {
  order_created: orderData,
  order_deleted: orderData,
  stage_change: stageChangeData,
  order_stage_change: stageChangeData,
  status_update: z.object({
    /** Absent for readers who do not see the status. */
    previousStatus: overallStatusSchema.optional(),
    newStatus: overallStatusSchema.optional(),
    /** Names of the public fields that changed. */
    changed: z.array(z.string().max(64)).max(64),
    paths: pathsSchema,
    /** The order as its former customer knew it: to that customer alone this comes as `order_deleted`. */
    handedOver: z.literal(true).optional(),
    order: seenOrderSchema,
  }),
  payment_update: z.object({
    previousStatus: paymentStatusSchema,
    newStatus: paymentStatusSchema,
    /** The order's total in sen. */
    amount: senSchema,
    /** What had been paid before, in sen: how much came in or went back needs no earlier event. */
    previousPaidAmount: senSchema.optional(),
    order: seenOrderSchema,
  }),
  whatsapp_connected: orderData,
  qr_generated: orderData,
  queue_update: z
    .object({ queue: seenQueueSchema.optional(), bay: seenBaySchema.optional(), paths: pathsSchema })
    .refine((data) => data.queue ?? data.bay, { message: 'a queue_update carries a queue or a bay' }),
  job_progress_update: z.object({ job: seenJobSchema, bayId: slugSchema.nullable(), paths: pathsSchema }),
} as const

const envelope = {
  id: z.string().max(64),
  /** The order concerned; absent when the change is of a queue or bay alone. */
  orderID: orderIDSchema.optional(),
  tenantId: slugSchema,
  timestamp: instantSchema,
  /** Who did it: `user:<id>`, `station:<name>`, `system`. */
  actor: z.string().max(128),
}

const logEvent = <T extends keyof typeof eventDataSchemas>(eventType: T) =>
  z.object({ ...envelope, eventType: z.literal(eventType), data: eventDataSchemas[eventType] })

/** One event of the log as the wire carries it. */
export const syncEventSchema = z.discriminatedUnion('eventType', [
  logEvent('order_created'),
  logEvent('order_deleted'),
  logEvent('stage_change'),
  logEvent('order_stage_change'),
  logEvent('status_update'),
  logEvent('payment_update'),
  logEvent('whatsapp_connected'),
  logEvent('qr_generated'),
  logEvent('queue_update'),
  logEvent('job_progress_update'),
])

/** `data` of the first frame of a stream. */
export const connectedDataSchema = z.object({
  clientId: z.string().max(64),
  epoch: epochSchema,
  head: seqSchema,
  /** Whether every event of the log is sent to who asks for no filter: a reader who may not see all hears of fewer. */
  gapless: z.boolean().default(true),
  /** Milliseconds between heartbeats. */
  heartbeatInterval: z.number().int().positive(),
  message: z.string().max(200),
  timestamp: instantSchema,
})

export const heartbeatDataSchema = z.object({
  timestamp: instantSchema,
  head: seqSchema,
  activeConnections: z.number().int().nonnegative(),
})

export const RESET_REASONS = ['epoch_changed', 'expired', 'ahead'] as const

export const resetDataSchema = z.object({
  reason: z.enum(RESET_REASONS),
  head: seqSchema,
  epoch: epochSchema,
})

export type LogEventType = (typeof LOG_EVENT_TYPES)[number]
export type SubscribableEventType = (typeof SUBSCRIBABLE_EVENT_TYPES)[number]
export type SyncEventType = (typeof EVENT_TYPES)[number]
export type SyncEvent = z.infer<typeof syncEventSchema>
export type ConnectedData = z.infer<typeof connectedDataSchema>
export type HeartbeatData = z.infer<typeof heartbeatDataSchema>
export type ResetData = z.infer<typeof resetDataSchema>
export type ResetReason = (typeof RESET_REASONS)[number]
