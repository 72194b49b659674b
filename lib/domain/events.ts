import { z } from 'zod'
import {
  concernSchema,
  overallStatusSchema,
  paymentStatusSchema,
  seenBaySchema,
  seenJobSchema,
  seenOrderSchema,
  seenQueueSchema,
  shiftSchema,
  stageSchema,
} from './documents'
import { instantSchema, orderIDSchema, senSchema, slugSchema } from './values'

/**
 * Which parts of the document changed, as paths: `vehicle.plate`, `entries.orderID`. Absent where the document is new, and in
 * events of older servers.
 */
const pathsSchema = z.array(z.string().max(64)).max(64).optional()

const orderData = z.object({ order: seenOrderSchema })

interface EventDefinition {
  /** `data` of the event; the documents that it carries are under the names of their kinds. */
  readonly data: z.ZodType
}

const stageChange = {
  data: z.object({ previousStage: stageSchema, newStage: stageSchema, order: seenOrderSchema }),
} as const satisfies EventDefinition

/** Every type of event, in the order in which they came to be. */
export const EVENTS = {
  order_created: { data: orderData },
  order_deleted: { data: orderData },
  stage_change: stageChange,
  order_stage_change: stageChange,
  status_update: {
    data: z.object({
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
  },
  payment_update: {
    data: z.object({
      previousStatus: paymentStatusSchema,
      newStatus: paymentStatusSchema,
      /** The order's total in sen. */
      amount: senSchema,
      /** What had been paid before, in sen: how much came in or went back needs no earlier event. */
      previousPaidAmount: senSchema.optional(),
      order: seenOrderSchema,
    }),
  },
  whatsapp_connected: { data: orderData },
  qr_generated: { data: orderData },
  queue_update: {
    data: z
      .object({ queue: seenQueueSchema.optional(), bay: seenBaySchema.optional(), paths: pathsSchema })
      .refine((data) => data.queue ?? data.bay, { message: 'no queue and no bay' }),
  },
  job_progress_update: {
    data: z.object({ job: seenJobSchema, bayId: slugSchema.nullable(), paths: pathsSchema }),
  },
  concern_update: { data: z.object({ concern: concernSchema, paths: pathsSchema }) },
  shift_update: { data: z.object({ shift: shiftSchema, paths: pathsSchema }) },
} as const satisfies Record<string, EventDefinition>

/** What `eventTypes` of a request may name. `order_stage_change` is `stage_change` under its other documented name. */
export type SubscribableEventType = keyof typeof EVENTS
export const SUBSCRIBABLE_EVENT_TYPES = Object.keys(EVENTS) as SubscribableEventType[]

/** Events of the log: each has an id, a place in the sequence, and is journalled. */
export type LogEventType = Exclude<SubscribableEventType, 'order_stage_change'>
export const LOG_EVENT_TYPES = /* @__PURE__ */ SUBSCRIBABLE_EVENT_TYPES.filter((type) => type !== 'order_stage_change')

const envelope = {
  id: z.string().max(64),
  /** The order concerned; absent when the change is of a queue or bay alone. */
  orderID: orderIDSchema.optional(),
  tenantId: slugSchema,
  timestamp: instantSchema,
  /** Who did it: `user:<id>`, `station:<name>`, `system`. */
  actor: z.string().max(128),
  /** The command that made it, for readers who send some; absent where none did, and from older servers. */
  commandId: z.uuid().optional(),
}

type EventOf<T extends SubscribableEventType> = z.ZodObject<
  typeof envelope & { eventType: z.ZodLiteral<T>; data: (typeof EVENTS)[T]['data'] }
>
type AnyEvent = { [T in SubscribableEventType]: EventOf<T> }[SubscribableEventType]

/** One event of the log as the wire carries it. */
// One member a definition; a tuple of them is what the compiler does not see in a list.
export const syncEventSchema = z.discriminatedUnion(
  'eventType',
  Object.entries(EVENTS).map(([eventType, { data }]) =>
    z.object({ ...envelope, eventType: z.literal(eventType), data }),
  ) as unknown as readonly [AnyEvent, ...AnyEvent[]],
)

export type SyncEvent = z.infer<typeof syncEventSchema>
