import { performance } from 'node:perf_hooks'

/** Points of the start-up in the order they are reached; measured in every build, so that a slow start can be explained. */
export type StartupMark =
  | 'main:loaded'
  | 'app:ready'
  | 'settings:read'
  | 'window:created'
  | 'journal:open'
  | 'page:loaded'
  | 'page:alive'
  | 'sync:current'

const PREFIX = 'station:'

/** Notes that a point was reached; only the first time counts. */
export function mark(name: StartupMark): void {
  if (performance.getEntriesByName(PREFIX + name).length === 0) performance.mark(PREFIX + name)
}

/** Milliseconds from the start of the process to each point reached so far, whole numbers. */
export function startupMarks(): Readonly<Record<string, number>> {
  const entries = performance.getEntriesByType('mark').filter((entry) => entry.name.startsWith(PREFIX))
  return Object.fromEntries(entries.map((entry) => [entry.name.slice(PREFIX.length), Math.round(entry.startTime)]))
}
