import type { LogEntry } from '../../ports/ports'
import type { Freshness, StaleCause } from '../../status/status'
import type { ConnectionState } from '../types'

export type Tone = 'good' | 'warn' | 'bad' | 'dim'

export const STATE_TONES: Record<ConnectionState, Tone> = {
  connected: 'good',
  connecting: 'warn',
  reconnecting: 'warn',
  polling_fallback: 'warn',
  error: 'bad',
  disconnected: 'dim',
}

/** Lowest first. */
export const LEVELS: readonly LogEntry['level'][] = ['debug', 'info', 'warn', 'error']

export const LEVEL_TONES: Record<LogEntry['level'], Tone | undefined> = {
  debug: 'dim',
  info: undefined,
  warn: 'warn',
  error: 'bad',
}

const CAUSES: Record<StaleCause, string> = {
  not_connected: 'not connected',
  server_unreachable: 'server unreachable',
  silent: 'stream silent',
  unauthorized: 'signed out',
  journal_failed: 'storage failed',
}

export function freshnessWords(freshness: Freshness): { readonly text: string; readonly tone: Tone } {
  switch (freshness.kind) {
    case 'current':
      return { text: 'Current', tone: 'good' }
    case 'catching_up':
      return { text: `Catching up (${freshness.behind})`, tone: 'warn' }
    case 'stale': {
      const since = freshness.since ? ` since ${clock(freshness.since)}` : ''
      return { text: `Stale${since}: ${CAUSES[freshness.cause]}`, tone: 'bad' }
    }
  }
}

/** `10:42:07` of an ISO instant, local time. */
export function clock(instant: string): string {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? instant : date.toLocaleTimeString('en-GB')
}

/** `10:42:07.123`, for things that follow each other closely. */
export function fineClock(instant: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  return `${clock(instant)}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** `1 h 02 min`, `3 min 20 s`, `1.2 s`, `850 ms`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 9_950) return `${(milliseconds / 1_000).toFixed(1).replace('.0', '')} s`
  const seconds = Math.floor(milliseconds / 1_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** Time until an ISO instant, as `in 12 s`; `null` where none is due. */
export function countdown(instant: string | null | undefined, now: number): string | null {
  if (!instant) return null
  const left = Date.parse(instant) - now
  return left > 0 ? `in ${duration(Math.ceil(left / 1_000) * 1_000)}` : 'now'
}

export function bytes(count: number | null): string {
  if (count === null) return ''
  if (count < 1_024) return `${count} B`
  return count < 1_048_576 ? `${(count / 1_024).toFixed(1)} KB` : `${(count / 1_048_576).toFixed(1)} MB`
}

/** `12,345` */
export function number(count: number): string {
  return count.toLocaleString('en-GB')
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)} %`
}
