import type { SyncConfig } from '../config'

export type BackoffConfig = Pick<SyncConfig, 'reconnectDelay' | 'maxReconnectDelay'>

/**
 * Delay before the next try, milliseconds: exponential (factor 2), capped, full jitter.
 * @param failures failures in a row, from 1; 0 counts as 1
 * @param random uniform in [0, 1)
 */
export function backoffDelay(failures: number, config: BackoffConfig, random: () => number): number {
  const exponent = Math.min(Math.max(failures, 1) - 1, 30)
  const ceiling = Math.min(config.maxReconnectDelay, config.reconnectDelay * 2 ** exponent)
  return Math.floor(random() * ceiling)
}

/**
 * Reads a `Retry-After` header: seconds or an HTTP date.
 * @param now milliseconds since 1970
 * @param cap longest delay honoured, milliseconds
 * @returns milliseconds, or `null` when the header is absent or means nothing
 */
export function parseRetryAfter(header: string | null, now: number, cap: number): number | null {
  if (header === null || header.trim() === '') return null
  const text = header.trim()
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  if (!Number.isFinite(milliseconds)) return null
  return Math.min(Math.max(milliseconds, 0), cap)
}

/** `interval` plus or minus `fraction` of it at random. */
export function jittered(interval: number, fraction: number, random: () => number): number {
  return Math.max(0, Math.round(interval * (1 + fraction * (2 * random() - 1))))
}
