import type { LogEntry } from '../../ports/ports'

const MOST_ENTRIES = 300

/** What the engines of this page noted, oldest first, for whoever asks on the page: read by the old library's `syncLogger`. */
export const pageLog: { entries: readonly LogEntry[] } = { entries: [] }

export function addToPageLog(entry: LogEntry): void {
  pageLog.entries = [...pageLog.entries.slice(1 - MOST_ENTRIES), entry]
}
