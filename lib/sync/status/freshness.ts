import type { ConnectionStateName } from '../connection/states'
import type { Freshness, StaleCause } from './status'

/** A stream that said nothing for this many heartbeats is taken for dead. */
export const SILENT_HEARTBEATS = 2.5
/** A poll counts for this many intervals. */
const POLL_GRACE_INTERVALS = 2

export interface FreshnessInput {
  readonly connectionState: ConnectionStateName
  readonly unauthorized: boolean
  readonly journalFailed: boolean
  readonly attempts: number
  /** Milliseconds since the last frame of the present stream; `null` if none came. */
  readonly sinceFrame: number | null
  readonly heartbeatInterval: number
  /** Milliseconds since the last answered poll; `null` if none was. */
  readonly sincePoll: number | null
  readonly pollingInterval: number
  /** Head of the server's log and the durable cursor in it; `null` if not known or of different epochs. */
  readonly behind: number | null
  /** ISO time at which the picture was last known to be current. */
  readonly lastCurrentAt: string | null
}

/** How long silence may last before the picture is stale, milliseconds; `null` while no transport delivers. */
export function freshnessLimit(
  input: Pick<FreshnessInput, 'connectionState' | 'heartbeatInterval' | 'pollingInterval'>,
): number | null {
  if (input.connectionState === 'connected') return input.heartbeatInterval * SILENT_HEARTBEATS
  if (input.connectionState === 'polling_fallback') return input.pollingInterval * POLL_GRACE_INTERVALS
  return null
}

/** The claim the screen may make: `current` only when nothing is missing and the server spoke just now. */
export function assessFreshness(input: FreshnessInput): Freshness {
  const stale = (cause: StaleCause): Freshness => ({ kind: 'stale', since: input.lastCurrentAt, cause })
  if (input.unauthorized) return stale('unauthorized')
  if (input.journalFailed) return stale('journal_failed')

  const limit = freshnessLimit(input)
  if (limit === null) return stale(input.attempts > 0 ? 'server_unreachable' : 'not_connected')
  const streaming = input.connectionState === 'connected'
  const silence = streaming ? input.sinceFrame : input.sincePoll
  if (silence === null || silence > limit) return stale(streaming ? 'silent' : 'server_unreachable')
  if (input.behind === null) return stale('not_connected')
  return input.behind > 0 ? { kind: 'catching_up', behind: input.behind } : { kind: 'current' }
}
