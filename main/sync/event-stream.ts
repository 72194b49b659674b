import { EventSource } from 'eventsource'
import type { EventSourceFactory, EventSourceLike } from '@/lib/sync/engine'
import { fetchFrom } from './server-fetch'

/** Event streams for Node, where the credentials travel in a header rather than in a cookie. */
export function eventStreamFactory(
  headers: () => Readonly<Record<string, string>>,
  pin?: string | null,
): EventSourceFactory {
  return (url) =>
    new EventSource(url, {
      fetch: (input, init) => fetchFrom(pin)(input, { ...init, headers: { ...init.headers, ...headers() } }),
    }) as unknown as EventSourceLike
}
