import type { ConnectionMoment } from '../connection/history'
import type { FrameEvent } from '../feed/feed'
import type { SyncMetrics } from '../metrics/metrics'
import type { LogEntry } from '../ports/ports'
import type { SyncStatus } from '../status/status'

/** An event or frame as an engineer looks at it: whatever it carries is shown, nothing of it is relied on. */
export interface DebugEvent {
  readonly id: string
  readonly eventType: string
  readonly orderID?: string | undefined
  readonly actor?: string | undefined
  /** ISO 8601, when it happened at the server. */
  readonly timestamp: string
  readonly data: object
  readonly metadata: { readonly receivedAt: string; readonly source: string }
}

/** What one kind of kept thing takes; `null` where that cannot be told. */
export interface StorageUse {
  readonly name: string
  readonly bytes: number | null
  readonly count: number | null
}

/** Everything a debug view draws, at one moment. */
export interface DebugSnapshot {
  readonly status: SyncStatus
  /** `null` before the engine has started. */
  readonly metrics: SyncMetrics | null
  /** Newest last. */
  readonly events: readonly DebugEvent[]
  /** Events since the view was opened that came too fast to be kept for it. */
  readonly skippedEvents: number
  /** Newest last. */
  readonly history: readonly ConnectionMoment[]
  /** Newest last. */
  readonly log: readonly LogEntry[]
  readonly storage: readonly StorageUse[]
}

/** What changed since the last one: lists hold only what is new. */
export interface DebugUpdate extends Omit<DebugSnapshot, 'storage'> {
  /** `null` when it was not measured anew. */
  readonly storage: readonly StorageUse[] | null
}

/** Most rows a debug view keeps of each list. */
export const DEBUG_ROWS = 1_000

/** The newest events of a debug view, each once. Cheap enough to be told of every event of a burst. */
export class EventWindow {
  readonly #limit: number
  #events = new Map<string, DebugEvent>()
  #list: readonly DebugEvent[] | null = null
  #skipped = 0

  constructor(limit = DEBUG_ROWS) {
    this.#limit = limit
  }

  /** Oldest first; the same array until something changes. */
  get list(): readonly DebugEvent[] {
    this.#list ??= [...this.#events.values()]
    return this.#list
  }

  /** Events that came too fast to be taken. */
  get skipped(): number {
    return this.#skipped
  }

  /** An id that is there already keeps its place and gets the newer form. @param skipped how many were left out */
  add(events: readonly DebugEvent[], skipped = 0): void {
    this.#skipped += skipped
    for (const event of events) {
      if (this.#events.get(event.id) === event) continue
      this.#events.set(event.id, event)
      this.#list = null
    }
    for (const id of this.#events.keys()) {
      if (this.#events.size <= this.#limit) break
      this.#events.delete(id)
    }
  }

  clear(): void {
    this.#events = new Map()
    this.#list = null
    this.#skipped = 0
  }
}

/** Gives frames, which have no id on the wire, one that tells them apart. */
export function frameNames(): (frames: readonly FrameEvent[]) => readonly DebugEvent[] {
  let count = 0
  return (frames) =>
    frames.map((frame) => {
      count += 1
      return { id: `frame_${frame.eventType}_${count}`, ...frame }
    })
}
