import type { EventSourceFactory, EventSourceLike } from '../ports/ports'
import { FRAME_EVENT_TYPES } from '../protocol'

/** One frame of the stream. `name` is its event type; `lastEventId` where the stream stands, or empty. */
export interface Frame {
  readonly name: string
  readonly data: string
  readonly lastEventId: string
}

export interface SseListeners {
  onFrame(frame: Frame): void
  /** The stream is over. `status` is the HTTP status where the source can tell. */
  onEnd(status: number | null): void
}

/** The browser's own `EventSource`; where there is none, `createSseSource` reports the stream as failed. */
export const nativeEventSource: EventSourceFactory = (url) => {
  if (typeof EventSource === 'undefined') throw new Error('No EventSource here: pass an eventSourceFactory')
  return new EventSource(url, { withCredentials: true }) as EventSourceLike
}

/**
 * Opens one stream. An error ends it for good: the source is closed, so that it cannot reconnect behind the state
 * machine's back. Returns a function that closes it silently.
 * @param eventTypes names of the log's events
 */
export function openSse(
  factory: EventSourceFactory,
  url: string,
  eventTypes: readonly string[],
  listeners: SseListeners,
): () => void {
  const source = factory(url)
  let open = true
  const close = () => {
    open = false
    source.close()
  }
  const listen = (name: string) =>
    source.addEventListener(name, (event) => {
      if (open) listeners.onFrame({ name, data: event.data ?? '', lastEventId: event.lastEventId ?? '' })
    })
  for (const name of [...FRAME_EVENT_TYPES, ...eventTypes, 'message']) listen(name)
  source.addEventListener('error', (event) => {
    if (!open) return
    close()
    listeners.onEnd(typeof event.code === 'number' ? event.code : null)
  })
  return close
}
