import { gzipSync } from 'node:zlib'
import { formatEventId } from '@/lib/sync/engine'
import type { FetchedPage } from '@/main/journal'
import { sampleEvent } from './sample-events'

/** A page of the sample log as a server answers with it: the events after `after`, up to and with `end`, or `entries` in their place. */
export function pageText(
  { after, end, head }: { readonly after: number; readonly end: number; readonly head: number },
  entries: readonly unknown[] = eventsBetween(after, end),
): string {
  const epoch = 'k3f9'
  const rest = { lastEventId: formatEventId({ epoch, seq: end }), head, epoch, reset: null, hasMore: end < head }
  return JSON.stringify({ events: entries, ...rest })
}

/** The same as a journal is given it. */
export function fetchedPage(after: number, end: number): FetchedPage {
  return {
    packed: gzipSync(pageText({ after, end, head: end })),
    orders: new Set(eventsBetween(after, end).flatMap(({ orderID }) => orderID ?? [])),
    receivedAt: Date.parse('2026-01-15T10:30:00Z'),
  }
}

export const eventsBetween = (after: number, end: number) =>
  Array.from({ length: end - after }, (_, index) => sampleEvent(after + index + 1))
