import { z } from 'zod'
import {
  commandSchema,
  concernSchema,
  SUBSCRIBABLE_EVENT_TYPES,
  seenBaySchema,
  seenJobSchema,
  seenOrderSchema,
  seenQueueSchema,
} from '../../domain'
import { REJECTION_CODES } from '../../domain/commands/refuse'
import { orderIDSchema } from '../../domain/values'
import { commandMessages } from '../protocol/commands'
import { FRAME_EVENT_TYPES } from '../protocol/frames'
import { SNAPSHOT_HEAD } from '../protocol/responses'

/** Everything a client may see in its list of events; `polling_data_refresh` is made by the client. */
export const EVENT_TYPES = [...SUBSCRIBABLE_EVENT_TYPES, ...FRAME_EVENT_TYPES, 'polling_data_refresh'] as const

/** `GET /api/v1/sync/snapshot`: one consistent view; the events after `lastEventId` applied to it give the server's state. */
export const snapshotSchema = z.object({
  ...SNAPSHOT_HEAD,
  orders: z.array(seenOrderSchema),
  queues: z.array(seenQueueSchema),
  bays: z.array(seenBaySchema),
  jobs: z.array(seenJobSchema),
  /** What was handed to the desk and nobody has decided on. */
  concerns: z.array(concernSchema).default([]),
})

const messages = commandMessages({
  command: commandSchema,
  code: z.enum(REJECTION_CODES),
  current: z
    .object({
      order: seenOrderSchema.optional(),
      queue: seenQueueSchema.optional(),
      bay: seenBaySchema.optional(),
      job: seenJobSchema.optional(),
    })
    .nullable(),
  orderID: orderIDSchema,
})

export const commandRequestSchema = messages.request
export const commandResultSchema = messages.result
export const commandResponseSchema = messages.response

export type SyncEventType = (typeof EVENT_TYPES)[number]
export type Snapshot = z.infer<typeof snapshotSchema>
export type CommandResult = z.infer<typeof commandResultSchema>
