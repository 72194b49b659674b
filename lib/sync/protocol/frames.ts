import { z } from 'zod'
import { epochSchema, seqSchema } from './cursor'
import { instantSchema } from './instant'

/** Frames about the stream itself: no id, never journalled. */
export const FRAME_EVENT_TYPES = ['connected', 'heartbeat', 'reset'] as const

/** Longest serialised event a client accepts, in characters. */
export const MAX_EVENT_LENGTH = 256 * 1024

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

export type ConnectedData = z.infer<typeof connectedDataSchema>
export type HeartbeatData = z.infer<typeof heartbeatDataSchema>
export type ResetData = z.infer<typeof resetDataSchema>
export type ResetReason = (typeof RESET_REASONS)[number]
