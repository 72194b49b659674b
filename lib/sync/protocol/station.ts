import { z } from 'zod'
import { instantSchema } from './instant'

/** What a station had to start again or repair by itself: its page (crashed, hung or empty), the server it hosts, the whole program, its journal. */
export const RECOVERY_KINDS = [
  'page_crashed',
  'page_hung',
  'page_white',
  'server_ended',
  'station_failed',
  'journal_broke',
] as const

/**
 * `PUT /api/v1/sync/station`: a station tells how it is doing, for the fleet list of the admin panel. Stations only;
 * it is no event. The server keeps at most one report per station in a few seconds and answers with when it last did.
 */
export const stationReportSchema = z.object({
  appVersion: z.string().trim().min(1).max(64),
  /** Events of the log the station has not seen yet. */
  behind: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
  /** Actions waiting on the station to be sent. */
  waiting: z.number().int().nonnegative().max(1_000_000),
  /** How often it recovered in the last 24 hours; older stations do not say. */
  recoveries: z.number().int().nonnegative().max(1_000).optional(),
  /** The last of these; `null` when there was none. */
  lastRecovery: z
    .object({ what: z.enum(RECOVERY_KINDS), at: instantSchema })
    .nullable()
    .optional(),
  /** Whether a receipt printer is set on its machine; older stations do not say. */
  receiptPrinter: z.boolean().optional(),
})

export const stationReportAnswerSchema = z.object({
  /** `false` when the report came too soon after the last one and was not kept. */
  kept: z.boolean(),
  lastSeen: instantSchema,
})

export type RecoveryKind = (typeof RECOVERY_KINDS)[number]
export type StationReport = z.infer<typeof stationReportSchema>
export type StationReportAnswer = z.infer<typeof stationReportAnswerSchema>
