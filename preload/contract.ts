import { z } from 'zod'
import {
  type Catalogue,
  commandSchema,
  orderIDSchema,
  type PastOrders,
  pinTrySchema,
  type SitePeople,
  type SyncEvent,
  slugSchema,
} from '@/lib/domain'
import { LANGUAGES } from '@/lib/domain/languages'
import { type Choices, choiceSchema, fingerprintSchema, type Paired, pairingCodeSchema } from '@/lib/domain/pairing'
import { STATION_ROLES } from '@/lib/domain/roles'
import type {
  DebugSnapshot,
  DebugUpdate,
  FeedBatch,
  FeedState,
  LogEntry,
  SyncMetrics,
  Withdrawal,
} from '@/lib/sync/engine'
import { DECISIONS } from '@/lib/sync/outbox/refused-command'
import { JOB_DECISIONS, type PrintJob, paperSchema, receiptPrinterSchema } from './printing'
import type { UpdateState } from './updates'

/**
 * The whole contract between main and page. Each request has a schema for its argument; main checks the sender and
 * parses before it acts. Pushes go from main to page only.
 */
export const stationRoleSchema = z.enum(STATION_ROLES)
export const languageSchema = z.enum(LANGUAGES)
export const themeSchema = z.enum(['system', 'light', 'dark', 'contrast'])

/** Origin of a server: http or https, without a path; credentials in the address are refused. */
export const serverUrlSchema = z
  .url({ protocol: /^https?$/ })
  .max(200)
  .refine((text) => {
    // Refined also when it is no address at all: half of one, as it is being typed.
    if (!URL.canParse(text)) return false
    const url = new URL(text)
    return url.username === '' && url.password === '' && url.pathname === '/' && url.search === '' && url.hash === ''
  }, 'give the address alone, such as http://192.168.1.10:3710')
  .transform((text) => new URL(text).origin)

/** Four to twelve digits: it is entered on a touch keypad. */
const pinSchema = z.string().regex(/^\d{4,12}$/)

/** What a page may know and change of the settings; secrets are never among them. */
export const stationSettingsSchema = z.object({
  /** `null` until the first run is completed. */
  mode: z.enum(['host', 'client']).nullable(),
  serverUrl: z.url().nullable(),
  /** Fingerprint of the key by which the server was known when this station was paired with it; `null`: by its address. */
  serverPin: fingerprintSchema.nullable(),
  role: stationRoleSchema,
  bayId: slugSchema.nullable(),
  language: languageSchema,
  theme: themeSchema,
  sounds: z.boolean(),
  autoStart: z.boolean(),
  kiosk: z.boolean(),
  /** As host: other machines of the site may connect, not this one alone. */
  shareOnNetwork: z.boolean(),
  /** `null`: papers go to the system's printers. */
  receiptPrinter: receiptPrinterSchema.nullable(),
})

/** Of a station that nobody has set up. */
export const DEFAULT_SETTINGS: z.infer<typeof stationSettingsSchema> = {
  mode: null,
  serverUrl: null,
  serverPin: null,
  role: 'cashier',
  bayId: null,
  language: 'en',
  theme: 'system',
  sounds: true,
  autoStart: false,
  kiosk: false,
  shareOnNetwork: false,
  receiptPrinter: null,
}

/** Settings anyone may change; every other one needs the PIN once there is a PIN. */
export const OPEN_SETTINGS = ['language', 'theme', 'sounds'] as const satisfies readonly (keyof StationSettings)[]

/** What the first-run screens ask for. A host needs a PIN, given here or before. `pairingKey` is the station's API key, made in the server's admin panel; without it, the one that `setup:pair` got from that server. */
export const setupSchema = z.discriminatedUnion('mode', [
  z.object({
    mode: z.literal('host'),
    role: stationRoleSchema,
    bayId: slugSchema.nullable(),
    language: languageSchema,
    pin: pinSchema.optional(),
  }),
  z.object({
    mode: z.literal('client'),
    serverUrl: serverUrlSchema,
    pairingKey: z.string().trim().min(8).max(200).optional(),
    role: stationRoleSchema,
    bayId: slugSchema.nullable(),
    language: languageSchema,
    pin: pinSchema.optional(),
  }),
])

/** More than a shift without a server leaves waiting. */
const MOST_TAKEN_BACK = 5_000

export const requests = {
  'feed:load': z.undefined(),
  'feed:send': commandSchema,
  /** A person has decided on a command that the server refused. */
  'feed:release': z.object({ id: z.uuid(), decision: z.enum(DECISIONS) }),
  /** Takes commands back that have never left this machine: all of these, or none. */
  'feed:withdraw': z.object({ ids: z.array(z.uuid()).min(1).max(MOST_TAKEN_BACK) }),
  'feed:syncNow': z.undefined(),
  'feed:metrics': z.undefined(),
  /** The price list, from the server or as last kept; rejects `no_catalogue` where there never was one. */
  'catalogue:load': z.undefined(),
  /** Names of those whom events call `user:<id>` or `person:<id>`, and the team; from the server or as last kept. */
  'people:load': z.undefined(),
  /** Whether it is the PIN of somebody of the team. Rejects `wrong_pin`, `pin_locked`, `pin_busy` or, not learnt here and no server to ask, `pin_unknown`. */
  'people:check': pinTrySchema.omit({ purpose: true }),
  /** The number this station gives its next order: kept on the disk before it is told, so that it is given once. */
  'order:number': z.undefined(),
  /** All that the journal holds of one order, oldest first. */
  'order:timeline': z.object({ orderID: orderIDSchema }),
  /** What the server still has of one order, oldest first. Rejects `no_server` or `unreachable` without one. */
  'order:history': z.object({ orderID: orderIDSchema }),
  /** Where a customer opens the receipt of an order; `null` while no telephone reaches the server: a host that is not shared. Rejects `unreachable`. */
  'order:receiptLink': z.object({ orderID: orderIDSchema }),
  /** Orders of all time from the server, newest first. Rejects `no_server` or `unreachable` without one. */
  'orders:find': z.strictObject({
    plate: z.string().max(32).optional(),
    text: z.string().max(64).optional(),
    before: z.number().int().positive().optional(),
  }),
  'debug:log': z.undefined(),
  /** Begins `debug:update` to this page, behind the PIN; each open anew begins from a whole snapshot. */
  'debug:open': z.undefined(),
  'debug:close': z.undefined(),
  'debug:act': z.enum(['disconnect', 'reconnect', 'dropStream', 'forcePolling']),
  'settings:read': z.undefined(),
  'settings:write': stationSettingsSchema.partial(),
  /** Servers in this machine's networks that answer within two seconds, with what they say of themselves. */
  'setup:find': z.undefined(),
  /** Tries an address and key without keeping them. Rejects `unreachable`, `not_a_server`, `not_vouched`, `other_server` or `unauthorized`. */
  'setup:check': z.object({ serverUrl: serverUrlSchema, pairingKey: z.string().trim().min(8).max(200) }),
  /** Gets a key for the code that an administrator made for this machine, or the right to choose what it is for, and keeps it until `setup:complete`. Rejects `unreachable`, `not_a_server`, `not_protected`, `other_server`, `wrong_code`, `too_many_tries` or `server_refused`. */
  'setup:pair': z.object({
    serverUrl: serverUrlSchema,
    code: pairingCodeSchema,
    /** Where a picture was read. */
    fingerprint: fingerprintSchema.nullable(),
  }),
  /** How far a set-up by a code came before it was left; `null` where no code was used. */
  'setup:unfinished': z.undefined(),
  /** What this machine may be for, where its code leaves that open. Rejects as `setup:pair`, or `choice_over`, `already_chosen`, `no_key`. */
  'setup:choices': z.undefined(),
  /** Chooses it, once. Rejects as `setup:choices`, or `no_such_bay`. */
  'setup:choose': choiceSchema,
  /** Ends the first run, or re-pairs the station later (then behind the PIN). */
  'setup:complete': setupSchema,
  'pin:state': z.undefined(),
  /** Rejects `wrong_pin` or, after too many tries, `pin_locked`; `pin:state` says until when. */
  'pin:unlock': z.object({ pin: z.string().max(32) }),
  'pin:lock': z.undefined(),
  /** Sets, changes or (`null`) removes the PIN; needs an unlocked station when there is one. A host keeps its PIN: `pin_required`. */
  'pin:set': z.object({ pin: pinSchema.nullable() }),
  /** Asks where, and writes the sync state in format 1.0.0; `null` when the person cancelled. */
  'state:export': z.undefined(),
  'state:import': z.undefined(),
  'diagnostics:write': z.undefined(),
  'server:state': z.undefined(),
  /** Whether another machine answers than the one that was paired; nothing is sent to it. */
  'server:isOther': z.undefined(),
  /** As host: the administrator made at the first start, for signing in to the admin panel; behind the PIN, without one `pin_required`. */
  'server:admin': z.undefined(),
  /** As host: shows the admin panel in this machine's browser, and ends the kiosk's full screen for it; behind the PIN. */
  'server:openAdmin': z.undefined(),
  'app:info': z.undefined(),
  /** How many new orders nobody has looked at yet: the badge on the program's icon. */
  'app:badge': z.object({ count: z.number().int().min(0).max(99_999) }),
  /** Asks which printer takes the page on paper of this size, and answers once it has it or the person has changed their mind. Rejects `print_failed`. */
  'app:print': z.object({ widthMm: z.number().int().min(20).max(420), heightMm: z.number().int().min(20).max(5_000) }),
  /** Queues a paper for the printer of receipts and answers once it is on the disk. Rejects `no_printer`, `printer_full` or `print_failed`. */
  'printer:print': paperSchema,
  /** What the printer of receipts has not done, the oldest first. */
  'printer:jobs': z.undefined(),
  /** A person has looked at a job that is stuck. */
  'printer:decide': z.object({ id: z.string().max(64), decision: z.enum(JOB_DECISIONS) }),
  /** Tries at once what waits: somebody has seen to the printer. */
  'printer:tryNow': z.undefined(),
  'update:state': z.undefined(),
  /** Looks for a newer version, and answers once it is there or there is none; behind the PIN, as is the next. */
  'update:check': z.undefined(),
  /** Restarts into the newer version. Rejects `update_none` or `update_waits`. */
  'update:install': z.undefined(),
  'app:reload': z.undefined(),
  /** Ends the kiosk's full screen until the next start; behind the PIN. */
  'app:leaveKiosk': z.undefined(),
  'app:quit': z.undefined(),
} as const

export interface Replies {
  'feed:load': FeedState
  'feed:send': undefined
  'feed:release': undefined
  'feed:withdraw': Withdrawal
  'feed:syncNow': undefined
  'feed:metrics': SyncMetrics
  'catalogue:load': Catalogue
  'people:load': SitePeople
  'people:check': undefined
  'order:number': string
  'order:timeline': readonly SyncEvent[]
  'order:history': readonly SyncEvent[]
  'order:receiptLink': string | null
  'orders:find': PastOrders
  'debug:log': readonly LogEntry[]
  'debug:open': { readonly number: number; readonly snapshot: DebugSnapshot }
  'debug:close': undefined
  'debug:act': undefined
  'settings:read': StationSettings
  'settings:write': StationSettings
  'setup:find': readonly FoundHost[]
  'setup:check': undefined
  /** What the administrator chose for it, and where the server is; the key stays in main. */
  'setup:pair': TakenMachine
  'setup:unfinished': TakenMachine | null
  'setup:choices': Choices
  'setup:choose': PairedMachine
  'server:isOther': boolean
  'setup:complete': StationSettings
  'pin:state': PinState
  'pin:unlock': PinState
  'pin:lock': PinState
  'pin:set': PinState
  'state:export': { readonly path: string } | null
  'state:import': { readonly events: number } | null
  'diagnostics:write': { readonly path: string } | null
  'server:state': ServerState
  'server:admin': ServerAdmin | null
  'server:openAdmin': undefined
  'app:info': AppInfo
  'app:badge': undefined
  'app:print': undefined
  'printer:print': undefined
  'printer:jobs': readonly PrintJob[]
  'printer:decide': undefined
  'printer:tryNow': undefined
  'update:state': UpdateState
  'update:check': UpdateState
  'update:install': undefined
  'app:reload': undefined
  'app:leaveKiosk': undefined
  'app:quit': undefined
}

export interface Pushes {
  'feed:batch': FeedBatch
  'settings:changed': StationSettings
  'server:changed': ServerState
  'server:other': boolean
  'pin:changed': PinState
  /** Something failed inside main that nobody foresaw: the program starts again, or goes on. */
  'app:trouble': { readonly restarts: boolean }
  'update:changed': UpdateState
  /** All that the printer of receipts has not done. */
  'printer:changed': readonly PrintJob[]
  /** While a debug view is open, at most four a second; `number` rises, and tells what a snapshot already holds. */
  'debug:update': { readonly number: number; readonly update: DebugUpdate }
}

/** A machine that a code has taken in, and whose code left open what it is for. */
export interface ChoosingMachine {
  /** As it is kept. */
  readonly serverUrl: string
  /** The server is known by its key from now on. */
  readonly isPinned: boolean
}

/** A machine that a code has taken in, with what was chosen for it. */
export interface PairedMachine extends ChoosingMachine, Omit<Paired, 'apiKey'> {}
export type TakenMachine = PairedMachine | ChoosingMachine

/** A server that answered in this machine's network. Anybody there can say this: it is for reading. */
export interface FoundHost {
  /** Where it answered from. */
  readonly url: string
  /** What it calls its site. */
  readonly name: string | null
  /** It speaks of a later protocol than this station. */
  readonly newer: boolean
}

export interface PinState {
  readonly set: boolean
  /** True also when no PIN is set. */
  readonly unlocked: boolean
  /** ISO 8601; no try is accepted before it. */
  readonly lockedUntil: string | null
}

/** The bundled server, when this station hosts it. */
export interface ServerState {
  /** `migrating`: it brings its data to a new release, which may take minutes and must not be cut short. */
  readonly status: 'not_hosted' | 'starting' | 'migrating' | 'running' | 'restarting' | 'failed'
  readonly url: string | null
  readonly restarts: number
  /** Why it last stopped or could not start: a station error's code and message, or its last words in English. */
  readonly lastError: string | null
}

/** `password` is the one of the first start, empty where it is not known; it may have been changed in the admin panel since. */
export interface ServerAdmin {
  readonly url: string | null
  /** Where other machines of the site reach the server, the likeliest first; none while it is not shared. */
  readonly networkUrls: readonly string[]
  readonly email: string
  readonly password: string
}

/** A page that crashed, hung or stayed white, and was loaded again. */
export interface PageRecovery {
  readonly at: string
  readonly reason: 'crashed' | 'hung' | 'white'
  readonly detail: string
}

export interface AppInfo {
  readonly version: string
  readonly platform: string
  /** The executable that runs, for reports: `electron 45.4.1`. */
  readonly runtime: string
  /** `file`: this machine has no keyring, so secrets are guarded by file permissions alone; the screen says so. */
  readonly secretStorage: 'os' | 'file'
  /** Set when a broken settings file was put aside at this start. */
  readonly settingsRecovered: { readonly reason: string; readonly setAside: string | null } | null
  /** Newest last. */
  readonly pageRecoveries: readonly PageRecovery[]
  /** Milliseconds since the process began, by mark. */
  readonly startup: Readonly<Record<string, number>>
}

export type StationSettings = z.infer<typeof stationSettingsSchema>
export type Setup = z.infer<typeof setupSchema>
export type RequestName = keyof typeof requests
export type RequestArgument<N extends RequestName> = z.input<(typeof requests)[N]>
export type PushName = keyof Pushes

/** Element the page draws itself into; a page whose root stays empty is white, and is loaded again. */
export const PAGE_ROOT_ID = 'root' as const

/** What the preload puts on `window.axStation`. Failed requests reject with an `Error` whose message begins with a code. */
export interface StationBridge {
  request<N extends RequestName>(name: N, argument?: RequestArgument<N>): Promise<Replies[N]>
  on<N extends PushName>(name: N, listener: (payload: Pushes[N]) => void): () => void
}
