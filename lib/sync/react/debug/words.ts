import type { Freshness, StaleCause } from '../../feed'
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

/** `1 h 02 min`, `3 min 20 s`, `850 ms`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`
  const seconds = Math.floor(milliseconds / 1_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

export function bytes(count: number | null): string {
  if (count === null) return 'unknown'
  return count < 1_024 ? `${count} B` : `${(count / 1_024).toFixed(1)} KB`
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)} %`
}
