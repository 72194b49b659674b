import type { ConnectionStateName } from './states'

/** Everything that can happen to a connection. */
export const CONNECTION_EVENTS = [
  'connect',
  'disconnect',
  'stream_opened',
  'stream_stable',
  'attempt_failed',
  'stream_lost',
  'attempts_exhausted',
  'retry_due',
  'sse_retry_due',
  'recheck_due',
  'network_back',
  'unauthorized',
  'no_such_site',
  'credentials_changed',
  'resync',
  'refilter',
  'force_polling',
] as const

export type ConnectionEventType = (typeof CONNECTION_EVENTS)[number]

/** `reason`: machine-readable cause; only failures carry one. */
export interface ConnectionEvent {
  readonly type: ConnectionEventType
  readonly reason?: string
}

/** What the edge has to do after a transition, in this order. */
export type Effect =
  | 'open_stream'
  | 'close_stream'
  | 'start_polling'
  | 'stop_polling'
  | 'poll_now'
  | 'check_pages'
  | 'schedule_retry'
  | 'schedule_sse_retry'
  | 'schedule_recheck'
  | 'give_up'
  | 'send_commands'
  | 'stop_all'

/** The connection as one immutable value. */
export interface Connection {
  readonly state: ConnectionStateName
  readonly reason: string | null
  /** Failures in a row since a stream was last stable. */
  readonly attempts: number
  /** The present stream has lived long enough to forget earlier failures. */
  readonly stable: boolean
  /** Refusals of the same credentials in a row, each a look of its own. */
  readonly refusals: number
}

export interface ReconnectPolicy {
  readonly autoReconnect: boolean
  readonly maxReconnectAttempts: number
}

/** One cell of the table, as data; what it does not name stays as it is. */
export interface Move {
  readonly to: ConnectionStateName
  /** `retry` becomes `schedule_retry`, `give_up` (attempts exhausted) or nothing (no auto-reconnect). */
  readonly effects: readonly (Effect | 'retry')[]
  readonly attempts?: 'reset' | 'count' | 'count_unless_stable'
  readonly reason?: 'clear' | 'event'
  readonly stable?: boolean
  /** Ignored while the server refuses: the credentials, or a site that it does not have. */
  readonly onlyAuthorised?: boolean
}

/** What is not there is ignored. */
type Row = { readonly [Event in ConnectionEventType]?: Move }

export const UNAUTHORIZED = 'unauthorized'
export const NO_SUCH_SITE = 'no_such_site'

/** Whether asking the same again is no use. */
export const isRefusal = (reason: string | null): boolean => reason === UNAUTHORIZED || reason === NO_SUCH_SITE

export const INITIAL_CONNECTION: Connection = {
  state: 'disconnected',
  reason: null,
  attempts: 0,
  stable: false,
  refusals: 0,
}

function go(to: ConnectionStateName, effects: Move['effects'], rest: Omit<Move, 'to' | 'effects'> = {}): Move {
  return { to, effects, ...rest }
}

const afresh = { attempts: 'reset', reason: 'clear', stable: false } as const
const stop = go('disconnected', ['stop_all'], afresh)
const refuse = go('error', ['stop_all', 'schedule_recheck'], { attempts: 'reset', reason: 'event', stable: false })
/** A name that is mistyped today is mistyped tomorrow: asked again when somebody asks. */
const lost = go('error', ['stop_all'], { attempts: 'reset', reason: 'event', stable: false })
const opened = { reason: 'clear', stable: false } as const
const poll = ['close_stream', 'start_polling', 'schedule_sse_retry'] as const

/** The cells of one state; the type parameter names the events that it ignores. */
function row<Ignored extends ConnectionEventType>(
  moves: Readonly<Record<Exclude<ConnectionEventType, Ignored>, Move>>,
): Row {
  return moves
}

/**
 * The whole behaviour of the connection: states x events. docs/sync-spec.md shows it as a table; an event that a state neither
 * moves on nor says it ignores does not compile.
 */
export const TRANSITIONS: Readonly<Record<ConnectionStateName, Row>> = {
  disconnected: row<Exclude<ConnectionEventType, 'connect'>>({
    connect: go('connecting', ['open_stream', 'send_commands'], afresh),
  }),
  connecting: row<
    | 'connect'
    | 'stream_stable'
    | 'stream_lost'
    | 'attempts_exhausted'
    | 'retry_due'
    | 'sse_retry_due'
    | 'recheck_due'
    | 'resync'
    | 'refilter'
  >({
    disconnect: stop,
    stream_opened: go('connected', ['send_commands'], opened),
    attempt_failed: go('error', ['close_stream', 'retry'], { attempts: 'count', reason: 'event' }),
    network_back: go('connecting', ['send_commands']),
    unauthorized: refuse,
    no_such_site: lost,
    credentials_changed: go('connecting', ['open_stream', 'send_commands']),
    force_polling: go('polling_fallback', poll),
  }),
  connected: row<'connect' | 'attempts_exhausted' | 'retry_due' | 'sse_retry_due' | 'recheck_due'>({
    disconnect: stop,
    stream_opened: go('connected', [], opened),
    stream_stable: go('connected', [], { attempts: 'reset', stable: true }),
    attempt_failed: go('reconnecting', ['close_stream', 'retry'], {
      attempts: 'count',
      reason: 'event',
      stable: false,
    }),
    stream_lost: go('reconnecting', ['close_stream', 'retry'], {
      attempts: 'count_unless_stable',
      reason: 'event',
      stable: false,
    }),
    network_back: go('connected', ['check_pages', 'send_commands']),
    unauthorized: refuse,
    no_such_site: lost,
    credentials_changed: go('reconnecting', ['close_stream', 'open_stream', 'send_commands'], { stable: false }),
    resync: go('reconnecting', ['close_stream', 'open_stream'], { reason: 'event', stable: false }),
    refilter: go('connected', ['open_stream']),
    force_polling: go('polling_fallback', poll, { stable: false }),
  }),
  reconnecting: row<
    'connect' | 'stream_stable' | 'stream_lost' | 'sse_retry_due' | 'recheck_due' | 'resync' | 'refilter'
  >({
    disconnect: stop,
    stream_opened: go('connected', ['send_commands'], opened),
    attempt_failed: go('reconnecting', ['close_stream', 'retry'], { attempts: 'count', reason: 'event' }),
    attempts_exhausted: go('polling_fallback', poll),
    retry_due: go('reconnecting', ['open_stream']),
    network_back: go('reconnecting', ['open_stream', 'send_commands']),
    unauthorized: refuse,
    no_such_site: lost,
    credentials_changed: go('reconnecting', ['open_stream', 'send_commands']),
    force_polling: go('polling_fallback', poll),
  }),
  error: row<
    'stream_opened' | 'stream_stable' | 'attempt_failed' | 'stream_lost' | 'sse_retry_due' | 'resync' | 'refilter'
  >({
    connect: go('connecting', ['open_stream', 'send_commands'], { onlyAuthorised: true }),
    disconnect: stop,
    attempts_exhausted: go('polling_fallback', poll, { onlyAuthorised: true }),
    retry_due: go('connecting', ['open_stream'], { onlyAuthorised: true }),
    recheck_due: go('connecting', ['open_stream']),
    network_back: go('connecting', ['open_stream', 'send_commands']),
    unauthorized: { ...refuse, onlyAuthorised: true },
    no_such_site: { ...lost, onlyAuthorised: true },
    credentials_changed: go('connecting', ['open_stream', 'send_commands'], afresh),
    force_polling: go('polling_fallback', poll, { onlyAuthorised: true }),
  }),
  polling_fallback: row<
    | 'connect'
    | 'stream_stable'
    | 'stream_lost'
    | 'attempts_exhausted'
    | 'retry_due'
    | 'recheck_due'
    | 'resync'
    | 'force_polling'
  >({
    disconnect: stop,
    stream_opened: go('connected', ['stop_polling', 'send_commands'], opened),
    attempt_failed: go('polling_fallback', ['close_stream', 'schedule_sse_retry'], {
      attempts: 'count',
      reason: 'event',
    }),
    sse_retry_due: go('polling_fallback', ['open_stream']),
    network_back: go('polling_fallback', ['open_stream', 'poll_now', 'send_commands']),
    unauthorized: refuse,
    no_such_site: lost,
    credentials_changed: go('polling_fallback', ['open_stream', 'poll_now', 'send_commands']),
    refilter: go('polling_fallback', ['poll_now']),
  }),
}

export interface Transition {
  readonly connection: Connection
  readonly effects: readonly Effect[]
}

/** Applies one event. Returns the same `connection` object when nothing happens. */
export function transition(connection: Connection, event: ConnectionEvent, policy: ReconnectPolicy): Transition {
  const cell = TRANSITIONS[connection.state][event.type]
  if (!cell || (cell.onlyAuthorised && isRefusal(connection.reason))) return { connection, effects: [] }

  const attempts = countAttempts(connection, cell.attempts)
  const effects: Effect[] = []
  let state = cell.to
  for (const effect of cell.effects) {
    if (effect !== 'retry') effects.push(effect)
    else if (!policy.autoReconnect) state = 'error'
    else effects.push(attempts >= policy.maxReconnectAttempts ? 'give_up' : 'schedule_retry')
  }
  const reason = nextReason(connection.reason, cell.reason, event)
  const stable = cell.stable ?? connection.stable
  const refusals = countRefusals(connection.refusals, event)
  return { connection: { state, reason, attempts, stable, refusals }, effects }
}

function countAttempts({ attempts, stable }: Connection, rule: Move['attempts']): number {
  if (rule === 'reset') return 0
  return rule === 'count' || (rule && !stable) ? attempts + 1 : attempts
}

function countRefusals(before: number, { type }: ConnectionEvent): number {
  if (type === 'unauthorized') return before + 1
  return type === 'stream_opened' || type === 'credentials_changed' || type === 'disconnect' ? 0 : before
}

function nextReason(before: string | null, rule: Move['reason'], event: ConnectionEvent): string | null {
  if (!rule) return before
  if (rule === 'clear') return null
  if (event.type === 'unauthorized') return UNAUTHORIZED
  return event.type === 'no_such_site' ? NO_SUCH_SITE : (event.reason ?? 'unknown')
}
