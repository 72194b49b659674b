import { z } from 'zod'
import { epochSchema, seqSchema } from './cursor'
import { RESET_REASONS } from './frames'

/** Most events one JSON page holds. */
export const MAX_PAGE_LIMIT = 500

/** Polling form of `GET /api/v1/sync/events`. Events are checked one by one, so that a bad one costs only itself. */
export const eventPageSchema = z.object({
  events: z.array(z.unknown()).max(MAX_PAGE_LIMIT),
  /** Cursor after this page, past events the filter left out. */
  lastEventId: z.string().max(64),
  head: seqSchema,
  epoch: epochSchema,
  reset: z.enum(RESET_REASONS).nullable(),
  hasMore: z.boolean(),
})

/**
 * `GET /api/v1/sync/snapshot` without its lists of documents: one consistent view; the events after `lastEventId` applied to
 * it give the server's state.
 */
export const SNAPSHOT_HEAD = { epoch: epochSchema, head: seqSchema, lastEventId: z.string().max(64) } as const

/** `GET /api/v1/sync/health`, no authentication; `epoch` and `head` are told to those who may follow the log. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'starting', 'stopping']),
  version: z.string(),
  /** The server's PROTOCOL_VERSION; older servers do not say. */
  protocol: z.number().int().positive().optional(),
  epoch: epochSchema.nullable(),
  head: seqSchema.nullable(),
  /** Seconds. */
  uptime: z.number().nonnegative(),
})

export const ERROR_CODES = [
  'bad_parameter',
  'bad_body',
  'unauthorized',
  'forbidden',
  'not_found',
  'no_such_site',
  'method_not_allowed',
  'rate_limited',
  'wrong_pin',
  'busy',
  'shutting_down',
  'storage_failed',
  'internal',
] as const

/** Body of every error answer. Never a stack trace. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    /** The parameter or field at fault, where there is one. */
    field: z.string().optional(),
  }),
})

export type EventPage = z.infer<typeof eventPageSchema>
export type Health = z.infer<typeof healthSchema>
export type ErrorCode = (typeof ERROR_CODES)[number]
export type ErrorBody = z.infer<typeof errorBodySchema>
