import type { LoggedEvent } from './logged-event'

/** The newest events of a log, without gaps, for readers that are nearly up to date. Bounded by count and by bytes. */
export class Ring {
  private events: LoggedEvent[] = []
  private bytes = 0

  constructor(
    private readonly maxEvents: number,
    private readonly maxBytes: number,
  ) {}

  push(event: LoggedEvent): void {
    this.events.push(event)
    this.bytes += event.row.body.length
    if (this.events.length > this.maxEvents || this.bytes > this.maxBytes) this.shrink()
  }

  /** The events after `seq`, or `null` when some of them are no longer here. */
  after(seq: number, head: number): LoggedEvent[] | null {
    if (seq >= head) return []
    const first = this.events[0]
    if (!first || first.seq > seq + 1) return null
    return this.events.slice(seq + 1 - first.seq)
  }

  /** Drops the older half at once: cheaper than one by one. */
  private shrink(): void {
    this.events = this.events.slice(Math.max(1, this.events.length >> 1))
    this.bytes = this.events.reduce((sum, event) => sum + event.row.body.length, 0)
  }
}
