import { z } from 'zod'
import {
  commandSchema,
  concernSchema,
  SUBSCRIBABLE_EVENT_TYPES,
  seenBaySchema,
  seenJobSchema,
  seenOrderSchema,
  seenQueueSchema,
  shiftSchema,
} from '../../domain'
import { REJECTION_CODES } from '../../domain/commands/refuse'
import { READ_AUDIENCES } from '../../domain/roles'
import { siteSummarySchema } from '../../domain/site-figures'
import { instantSchema, orderIDSchema, slugSchema } from '../../domain/values'
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
  /** The newest shift of the till. */
  shifts: z.array(shiftSchema).default([]),
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

/** `POST /api/v1/sync/token`: what the token lets read. All is left out: what its maker reads, for fifteen minutes. */
export const tokenRequestSchema = z.strictObject({
  /** Not more than the maker sees; default: as the maker. */
  audience: z.enum(READ_AUDIENCES).optional(),
  orderID: orderIDSchema.optional(),
  bayId: slugSchema.optional(),
  eventTypes: z.array(z.enum(SUBSCRIBABLE_EVENT_TYPES)).min(1).optional(),
  minutes: z.int().min(1).max(60).default(15),
})

export const tokenAnswerSchema = z.object({
  /** Sent as `Authorization: Bearer TOKEN`. */
  token: z.string(),
  expiresAt: instantSchema,
  tenantId: slugSchema,
  audience: z.enum(READ_AUDIENCES),
})

/** `GET /api/v1/sync/sites`: the sites that an account sees beside each other, by name; also the first frame of its stream. */
export const sitesSchema = z.object({
  sites: z.array(siteSummarySchema).max(500),
  /** How many there are beyond those. */
  more: z.number().int().nonnegative(),
  /** Milliseconds between heartbeats of the stream. */
  heartbeatInterval: z.number().int().positive(),
})

/** `data` of a heartbeat of that stream. */
export const sitesHeartbeatSchema = z.object({ timestamp: instantSchema })

export const commandRequestSchema = messages.request
export const commandResultSchema = messages.result
export const commandResponseSchema = messages.response

export type SyncEventType = (typeof EVENT_TYPES)[number]
export type Snapshot = z.infer<typeof snapshotSchema>
export type Sites = z.infer<typeof sitesSchema>
export type CommandResult = z.infer<typeof commandResultSchema>
