import { z } from 'zod'
import type { FeedBatch, FeedState, LogEntry, SyncMetrics } from '@/lib/sync/engine'
import { commandSchema } from '@/lib/sync/protocol'

/**
 * The whole contract between main and page. Each request has a schema for its argument; main checks the sender and
 * parses before it acts. Pushes go from main to page only.
 */
export const stationRoleSchema = z.enum(['bay', 'cashier', 'board'])
export const languageSchema = z.enum(['en', 'ms', 'zh', 'ta'])
export const themeSchema = z.enum(['system', 'light', 'dark', 'contrast'])

/** What a page may know and change of the settings; secrets are never among them. */
export const stationSettingsSchema = z.object({
  /** `null` until the first run is completed. */
  mode: z.enum(['host', 'client']).nullable(),
  serverUrl: z.url().nullable(),
  role: stationRoleSchema,
  bayId: z.string().max(64).nullable(),
  language: languageSchema,
  theme: themeSchema,
  sounds: z.boolean(),
  autoStart: z.boolean(),
  kiosk: z.boolean(),
})

export const requests = {
  'feed:load': z.undefined(),
  'feed:send': commandSchema,
  'feed:syncNow': z.undefined(),
  'feed:metrics': z.undefined(),
  'debug:log': z.undefined(),
  'debug:act': z.enum(['disconnect', 'reconnect', 'dropStream', 'forcePolling']),
  'settings:read': z.undefined(),
  'settings:write': stationSettingsSchema.partial(),
  'app:info': z.undefined(),
} as const

export interface Replies {
  'feed:load': FeedState
  'feed:send': undefined
  'feed:syncNow': undefined
  'feed:metrics': SyncMetrics
  'debug:log': readonly LogEntry[]
  'debug:act': undefined
  'settings:read': StationSettings
  'settings:write': StationSettings
  'app:info': AppInfo
}

export interface Pushes {
  'feed:batch': FeedBatch
  'settings:changed': StationSettings
}

export interface AppInfo {
  readonly version: string
  readonly platform: string
  /** The executable that runs, for reports: `electron 45.4.1`. */
  readonly runtime: string
}

export type StationSettings = z.infer<typeof stationSettingsSchema>
export type RequestName = keyof typeof requests
export type RequestArgument<N extends RequestName> = z.input<(typeof requests)[N]>
export type PushName = keyof Pushes

/** What the preload puts on `window.axStation`. Failed requests reject with an `Error` whose message begins with a code. */
export interface StationBridge {
  request<N extends RequestName>(name: N, argument?: RequestArgument<N>): Promise<Replies[N]>
  on<N extends PushName>(name: N, listener: (payload: Pushes[N]) => void): () => void
}
