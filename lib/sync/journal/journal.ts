import type { AnyEvent, DocumentChange } from '../ports/domain'
import type { Cursor } from '../protocol'

/** Where an event came from; `manual` is an import. */
export type EventSourceKind = 'sse' | 'polling' | 'localStorage' | 'manual'

/** An event as a client keeps it, with the documented metadata. */
export type StoredEvent<E extends AnyEvent = AnyEvent> = E & {
  readonly metadata: {
    readonly receivedAt: string
    readonly processed: boolean
    readonly acknowledged: boolean
    readonly source: EventSourceKind
  }
}

/** One durable step forward: these events, what they made of the documents, and the cursor after them. */
export interface JournalStep {
  readonly events: readonly StoredEvent[]
  readonly changes: readonly DocumentChange[]
  readonly cursor: Cursor
}

/** Everything a snapshot brings: replaces all documents; earlier events stay only if they are of the same epoch. */
export interface JournalReplacement {
  readonly documents: readonly DocumentChange[]
  readonly cursor: Cursor
}

/** What a journal holds when it is opened. */
export interface JournalContents {
  readonly cursor: Cursor | null
  readonly documents: readonly DocumentChange[]
  /** Newest last, at most `recentLimit`. */
  readonly recentEvents: readonly StoredEvent[]
  /** ISO 8601; when these documents were last known to be current, where the journal can tell. */
  readonly currentAt?: string | null
  /** Why the journal was set aside and begun anew, or `null`; a snapshot then rebuilds it. */
  readonly recovered: { readonly reason: string; readonly setAside: string | null } | null
}

/**
 * The durable memory of a client. `append` and `replace` are atomic: event, projection and cursor together or not at
 * all, and durable when the promise resolves. Calls are made one after another, never overlapping.
 */
export interface Journal {
  open(recentLimit: number): Promise<JournalContents>
  append(step: JournalStep): Promise<void>
  replace(replacement: JournalReplacement): Promise<void>
  /** Moves the cursor past events that the subscription's filter left out. */
  advance(cursor: Cursor): Promise<void>
  /** Remembers that somebody has seen these events. Absent where nobody acknowledges: at a station's own screens. */
  acknowledge?(ids: readonly string[]): Promise<void>
  close(): Promise<void>
}
