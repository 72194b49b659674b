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

/** One cell of the table, as data. */
export interface Move {
  readonly to: ConnectionStateName
  /** `retry` becomes `schedule_retry`, `give_up` (attempts exhausted) or nothing (no auto-reconnect). */
  readonly effects: readonly (Effect | 'retry')[]
  readonly attempts: 'keep' | 'reset' | 'count' | 'count_unless_stable'
  readonly reason: 'keep' | 'clear' | 'event'
  readonly stable: boolean | 'keep'
  /** Ignored while the server refuses: the credentials, or a site that it does not have. */
  readonly onlyAuthorised: boolean
}

export type Cell = Move | 'ignore'

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

const KEEP = { attempts: 'keep', reason: 'keep', stable: 'keep', onlyAuthorised: false } as const

function go(to: ConnectionStateName, effects: Move['effects'], rest: Partial<Move> = {}): Move {
  return { ...KEEP, ...rest, to, effects }
}

const afresh = { attempts: 'reset', reason: 'clear', stable: false } as const
const stop = go('disconnected', ['stop_all'], afresh)
const refuse = go('error', ['stop_all', 'schedule_recheck'], { attempts: 'reset', reason: 'event', stable: false })
/** A name that is mistyped today is mistyped tomorrow: asked again when somebody asks. */
const lost = go('error', ['stop_all'], { attempts: 'reset', reason: 'event', stable: false })
const opened = { reason: 'clear', stable: false } as const
const poll = ['close_stream', 'start_polling', 'schedule_sse_retry'] as const

/**
 * The whole behaviour of the connection: states x events. docs/sync-spec.md shows it as a table; a missing cell does
 * not compile.
 */
export const TRANSITIONS: Readonly<Record<ConnectionStateName, Readonly<Record<ConnectionEventType, Cell>>>> = {
  disconnected: {
    connect: go('connecting', ['open_stream', 'send_commands'], afresh),
    disconnect: 'ignore',
    stream_opened: 'ignore',
    stream_stable: 'ignore',
    attempt_failed: 'ignore',
    stream_lost: 'ignore',
    attempts_exhausted: 'ignore',
    retry_due: 'ignore',
    sse_retry_due: 'ignore',
    recheck_due: 'ignore',
    network_back: 'ignore',
    unauthorized: 'ignore',
    no_such_site: 'ignore',
    credentials_changed: 'ignore',
    resync: 'ignore',
    refilter: 'ignore',
    force_polling: 'ignore',
  },
  connecting: {
    connect: 'ignore',
    disconnect: stop,
    stream_opened: go('connected', ['send_commands'], opened),
    stream_stable: 'ignore',
    attempt_failed: go('error', ['close_stream', 'retry'], { attempts: 'count', reason: 'event' }),
    stream_lost: 'ignore',
    attempts_exhausted: 'ignore',
    retry_due: 'ignore',
    sse_retry_due: 'ignore',
    recheck_due: 'ignore',
    network_back: go('connecting', ['send_commands']),
    unauthorized: refuse,
    no_such_site: lost,
    credentials_changed: go('connecting', ['open_stream', 'send_commands']),
    resync: 'ignore',
    refilter: 'ignore',
    force_polling: go('polling_fallback', poll),
  },
  connected: {
    connect: 'ignore',
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
    attempts_exhausted: 'ignore',
    retry_due: 'ignore',
    sse_retry_due: 'ignore',
    recheck_due: 'ignore',
    network_back: go('connected', ['check_pages', 'send_commands']),
    unauthorized: refuse,
    no_such_site: lost,
    credentials_changed: go('reconnecting', ['close_stream', 'open_stream', 'send_commands'], { stable: false }),
    resync: go('reconnecting', ['close_stream', 'open_stream'], { reason: 'event', stable: false }),
    refilter: go('connected', ['open_stream']),
    force_polling: go('polling_fallback', poll, { stable: false }),
  },
  reconnecting: {
    connect: 'ignore',
    disconnect: stop,
    stream_opened: go('connected', ['send_commands'], opened),
    stream_stable: 'ignore',
    attempt_failed: go('reconnecting', ['close_stream', 'retry'], { attempts: 'count', reason: 'event' }),
    stream_lost: 'ignore',
    attempts_exhausted: go('polling_fallback', poll),
    retry_due: go('reconnecting', ['open_stream']),
    sse_retry_due: 'ignore',
    recheck_due: 'ignore',
    network_back: go('reconnecting', ['open_stream', 'send_commands']),
    unauthorized: refuse,
    no_such_site: lost,
    credentials_changed: go('reconnecting', ['open_stream', 'send_commands']),
    resync: 'ignore',
    refilter: 'ignore',
    force_polling: go('polling_fallback', poll),
  },
  error: {
    connect: go('connecting', ['open_stream', 'send_commands'], { onlyAuthorised: true }),
    disconnect: stop,
    stream_opened: 'ignore',
    stream_stable: 'ignore',
    attempt_failed: 'ignore',
    stream_lost: 'ignore',
    attempts_exhausted: go('polling_fallback', poll, { onlyAuthorised: true }),
    retry_due: go('connecting', ['open_stream'], { onlyAuthorised: true }),
    sse_retry_due: 'ignore',
    recheck_due: go('connecting', ['open_stream']),
    network_back: go('connecting', ['open_stream', 'send_commands']),
    unauthorized: { ...refuse, onlyAuthorised: true },
    no_such_site: { ...lost, onlyAuthorised: true },
    credentials_changed: go('connecting', ['open_stream', 'send_commands'], afresh),
    resync: 'ignore',
    refilter: 'ignore',
    force_polling: go('polling_fallback', poll, { onlyAuthorised: true }),
  },
  polling_fallback: {
    connect: 'ignore',
    disconnect: stop,
    stream_opened: go('connected', ['stop_polling', 'send_commands'], opened),
    stream_stable: 'ignore',
    attempt_failed: go('polling_fallback', ['close_stream', 'schedule_sse_retry'], {
      attempts: 'count',
      reason: 'event',
    }),
    stream_lost: 'ignore',
    attempts_exhausted: 'ignore',
    retry_due: 'ignore',
    sse_retry_due: go('polling_fallback', ['open_stream']),
    recheck_due: 'ignore',
    network_back: go('polling_fallback', ['open_stream', 'poll_now', 'send_commands']),
    unauthorized: refuse,
    no_such_site: lost,
    credentials_changed: go('polling_fallback', ['open_stream', 'poll_now', 'send_commands']),
    resync: 'ignore',
    refilter: go('polling_fallback', ['poll_now']),
    force_polling: 'ignore',
  },
}

export interface Transition {
  readonly connection: Connection
  readonly effects: readonly Effect[]
}

/** Applies one event. Returns the same `connection` object when nothing happens. */
export function transition(connection: Connection, event: ConnectionEvent, policy: ReconnectPolicy): Transition {
  const cell = TRANSITIONS[connection.state][event.type]
  if (cell === 'ignore') return { connection, effects: [] }
  if (cell.onlyAuthorised && isRefusal(connection.reason)) return { connection, effects: [] }

  const attempts = countAttempts(connection, cell.attempts)
  const effects: Effect[] = []
  let state = cell.to
  for (const effect of cell.effects) {
    if (effect !== 'retry') effects.push(effect)
    else if (!policy.autoReconnect) state = 'error'
    else effects.push(attempts >= policy.maxReconnectAttempts ? 'give_up' : 'schedule_retry')
  }
  const reason = nextReason(connection.reason, cell.reason, event)
  const stable = cell.stable === 'keep' ? connection.stable : cell.stable
  const refusals = countRefusals(connection.refusals, event)
  return { connection: { state, reason, attempts, stable, refusals }, effects }
}

function countAttempts(connection: Connection, rule: Move['attempts']): number {
  switch (rule) {
    case 'keep':
      return connection.attempts
    case 'reset':
      return 0
    case 'count':
      return connection.attempts + 1
    case 'count_unless_stable':
      return connection.stable ? connection.attempts : connection.attempts + 1
  }
}

function countRefusals(before: number, { type }: ConnectionEvent): number {
  if (type === 'unauthorized') return before + 1
  return type === 'stream_opened' || type === 'credentials_changed' || type === 'disconnect' ? 0 : before
}

function nextReason(before: string | null, rule: Move['reason'], event: ConnectionEvent): string | null {
  if (rule === 'keep') return before
  if (rule === 'clear') return null
  if (event.type === 'unauthorized') return UNAUTHORIZED
  return event.type === 'no_such_site' ? NO_SUCH_SITE : (event.reason ?? 'unknown')
}
