import { formatEventId } from '@/lib/sync/protocol/cursor'
import type { ResetReason } from '@/lib/sync/protocol/frames'
import type { LogReading } from '../../database/log-reading'
import type { LogRow } from '../log/read'
import type { CatchUps } from './catch-ups'
import { isIndexed, logFilter, shows, type View } from './filter'
import { cursorFrame, Frame, ownStreamFrame, streamFrame } from './frame'
import { Groups, Round } from './group'
import { LoggedEvent } from './logged-event'
import type { SyncMetrics } from './metrics'
import type { Reader } from './reader'
import { Ring } from './ring'
import { shownEpoch } from './shown-epoch'
import { Tally } from './tally'

const PAGE = 500
/** Most of the log that is looked through at once for what no index finds: a few milliseconds. */
const LOOKED_THROUGH_AT_ONCE = 2_500
/** So many events looked through cost what one that is sent does. */
const LOOKED_THROUGH_PER_EVENT = 20
const RING_EVENTS = 2_000
const RING_BYTES = 8 * 1024 * 1024
/** Most bytes a reader is given at once; the next when it has read them. */
const CATCH_UP_BYTES = 256 * 1024
/** A reader farther behind, or shown more on its way, begins anew from a snapshot: that is cheaper for both sides. */
const CATCH_UP_EVENTS = 100_000

/** What a channel reads; the database, in production. */
export type LogSource = Pick<LogReading, 'logExtent' | 'tailLog' | 'readLog'>

/** Part of the log as one view shows it. */
interface Passage {
  readonly events: readonly LoggedEvent[]
  /** seq up to which the log was looked through. */
  readonly upTo: number
  /** What reading it cost, in events; 0 for what was in memory. */
  readonly weight: number
}

/** What is not read to a reader. */
interface Withheld {
  /** Milliseconds after which it may be; `null` where the log was pruned past it. */
  readonly again: number | null
}

/** One tenant's log on its way to that tenant's readers. It is read once, however many there are. */
export class Channel {
  readonly epoch: string
  head = 0
  /** Another channel serves its log, and nobody may join this one. */
  retired = false
  readonly readers = new Set<Reader>()
  private readonly groups = new Groups()
  private readonly byAccount = new Tally()
  private readonly byTokensOf = new Tally()
  private readonly ring = new Ring(RING_EVENTS, RING_BYTES)
  private tailing: Promise<void> | null = null
  private again = false

  constructor(
    readonly tenant: string,
    { epoch, head }: { readonly epoch: string; readonly head: number },
    private readonly source: LogSource,
    readonly metrics: SyncMetrics,
    private readonly catchUps: CatchUps,
  ) {
    this.epoch = epoch
    this.head = head
  }

  /** Reads what the log has grown by and gives it to the live readers. Calls while it runs are one more round. */
  tail(): Promise<void> {
    if (this.tailing) {
      this.again = true
      return this.tailing
    }
    this.tailing = this.readOn()
    return this.tailing
  }

  /** Why a cursor cannot be honoured; `null` when it can. Reads the log's newest state first. */
  async refusal(cursor: { epoch: string; seq: number }): Promise<ResetReason | null> {
    if (cursor.epoch !== this.epoch) return 'epoch_changed'
    if (cursor.seq > this.head) await this.tail()
    if (cursor.seq > this.head) return 'ahead'
    if (cursor.seq === this.head || this.ring.after(cursor.seq, this.head)) return null
    const oldest = await this.oldest()
    return oldest === null || cursor.seq < oldest - 1 ? 'expired' : null
  }

  /** Lets a reader go live from now. */
  join(reader: Reader): void {
    reader.cursor = this.head
    reader.told = this.head
    reader.write(cursorFrame(formatEventId({ epoch: reader.epoch, seq: this.head })))
    this.goLive(reader)
  }

  /** Lets a reader go on from `seq`. */
  async resume(reader: Reader, seq: number): Promise<void> {
    if (reader.closed) return
    reader.cursor = seq
    reader.told = seq
    await this.catchUp(reader)
  }

  /** Tells the client to begin anew from a snapshot; live events follow meanwhile. */
  reset(reader: Reader, reason: ResetReason): void {
    this.metrics.resets.inc({ reason })
    const data = { reason, head: this.head, epoch: reader.epoch }
    reader.write(ownStreamFrame('reset', data, new Date().toISOString()))
    this.join(reader)
  }

  /**
   * The events after `seq` that the view can show, at most `limit`, and how far that reaches; withheld when the log was pruned
   * past `seq`, or `reader` has had so much read that a snapshot is cheaper. What is not in memory is read when it is the
   * account's turn.
   */
  async passage(seq: number, limit: number, view: View, reader: string): Promise<Passage | Withheld> {
    const recent = this.ring.after(seq, this.head)
    if (recent) {
      const events = recent.filter(({ row }) => shows(view, row)).slice(0, limit)
      return { events, upTo: events.length < limit ? this.head : (events.at(-1)?.seq ?? this.head), weight: 0 }
    }
    const account = `${this.tenant} ${reader}`
    return this.catchUps.inTurn(account, async () => {
      const again = await this.catchUps.refusal(account)
      const passage = again === null ? await this.read(seq, limit, view) : null
      if (passage) await this.catchUps.count(account, passage.weight)
      return passage ?? { again }
    })
  }

  private async read(seq: number, limit: number, view: View): Promise<Passage | null> {
    const upTo = isIndexed(view) ? this.head : Math.min(this.head, seq + LOOKED_THROUGH_AT_ONCE)
    const { tenant } = this
    const rows = await this.source.readLog({ tenant, after: seq, upTo, limit, filter: logFilter(view) })
    // Asked last: what was pruned before the rows were read is missing among them, and an epoch that has ended by then may
    // have ended before.
    const oldest = await this.oldest()
    if (oldest === null || oldest > seq + 1) return null
    const reached = rows.length < limit ? upTo : (rows.at(-1)?.seq ?? upTo)
    const events = rows.map((row) => new LoggedEvent(this.epoch, this.tenant, row))
    return {
      events: events.filter(({ row }) => shows(view, row)),
      upTo: reached,
      weight: Math.max(1, rows.length, isIndexed(view) ? 0 : Math.ceil((reached - seq) / LOOKED_THROUGH_PER_EVENT)),
    }
  }

  /** seq of the oldest event; `null` for an empty log, and for one in another epoch than this channel's. */
  private async oldest(): Promise<number | null> {
    const extent = await this.source.logExtent(this.tenant)
    if (extent?.epoch === this.epoch) return extent.oldest
    this.retire()
    return null
  }

  /** Its log has begun a new epoch: its readers ask again, and are told by another channel. */
  retire(): void {
    this.retired = true
    for (const reader of [...this.readers]) reader.close()
  }

  /** One frame for all readers; those whose view left events out are told how far they are first. */
  heartbeat(timestamp: string): void {
    const frame = streamFrame(
      'heartbeat',
      { timestamp, head: this.head, activeConnections: this.readers.size },
      timestamp,
    )
    const cursors = new Round(({ audience }) => ({
      frame: cursorFrame(formatEventId({ epoch: shownEpoch(audience, this.epoch), seq: this.head })),
    }))
    const beats = new Round(() => ({ frame }))
    for (const reader of this.readers) {
      const { group } = reader
      if (!group || !reader.live) {
        reader.tellCursor()
        reader.write(frame)
      } else if (reader.told !== reader.cursor) {
        reader.told = reader.cursor
        cursors.give(reader, group)
      }
    }
    for (const reader of this.readers) if (reader.group && reader.live) beats.give(reader, reader.group)
  }

  forget(reader: Reader): void {
    if (!this.readers.delete(reader)) return
    this.groups.leave(reader.group)
    this.count(reader, -1)
    this.metrics.connections.set({ tenant: this.tenant }, this.readers.size)
  }

  admit(reader: Reader): void {
    this.readers.add(reader)
    this.count(reader, 1)
    reader.group = this.groups.join(reader.view)
    this.metrics.connections.set({ tenant: this.tenant }, this.readers.size)
  }

  /** How many streams an account has open. */
  streamsOf(account: string): number {
    return this.byAccount.of(account)
  }

  /** How many streams are open with the read tokens that an account has made. */
  tokenStreamsOf(actor: string): number {
    return this.byTokensOf.of(actor)
  }

  private count({ account, actor }: Reader, by: 1 | -1): void {
    this.byAccount.add(account, by)
    if (account !== actor) this.byTokensOf.add(actor, by)
  }

  private goLive(reader: Reader): void {
    reader.live = true
  }

  /**
   * Writes everything after the reader's cursor, as fast as it reads, and then lets it go live, with nothing missing or
   * doubled between. Others get their turn after each page.
   */
  private async catchUp(reader: Reader): Promise<void> {
    let written = 0
    while (!reader.closed) {
      // A page may hold events the channel has yet to deliver; live, the reader would get them twice.
      if (reader.cursor > this.head) await this.tail()
      const recent = this.ring.after(reader.cursor, this.head)
      const tooFar = written > CATCH_UP_EVENTS || (reader.unfiltered && this.head - reader.cursor > CATCH_UP_EVENTS)
      const passage = recent
        ? { events: recent, upTo: this.head, weight: 0 }
        : tooFar
          ? null
          : await this.passage(reader.cursor, PAGE, reader.view, reader.readings)
      if (!passage || 'again' in passage) {
        this.reset(reader, 'expired')
        return
      }
      let waited = false
      for (const event of passage.events) {
        reader.offer(event)
        written += 1
        if (reader.buffered <= CATCH_UP_BYTES) continue
        waited = true
        await reader.drained()
        if (reader.closed) return
      }
      // No await from the ring's last event to live: the seam is one turn of the event loop.
      if (recent && !waited) {
        reader.tellCursor()
        this.goLive(reader)
        return
      }
      if (!recent) {
        reader.cursor = passage.upTo
        reader.tellCursor()
      }
    }
  }

  private async readOn(): Promise<void> {
    try {
      for (;;) {
        this.again = false
        const tail = await this.source.tailLog({ tenant: this.tenant, after: this.head, limit: PAGE })
        if (tail?.epoch !== this.epoch) {
          this.retire()
          return
        }
        const { rows } = tail
        if (rows.length > 0) this.deliver(rows)
        if (rows.length < PAGE && !this.again) return
      }
    } finally {
      // In the same turn as the last look at `again`: a wake in between would be lost.
      this.tailing = null
    }
  }

  private deliver(rows: readonly LogRow[]): void {
    const events = rows.map((row) => new LoggedEvent(this.epoch, this.tenant, row))
    for (const event of events) this.ring.push(event)
    this.head = (events.at(-1) as LoggedEvent).seq
    this.metrics.events.inc({ tenant: this.tenant }, events.length)
    const large = rows.length > 1 && rows.reduce((sum, row) => sum + row.body.length, 0) > CATCH_UP_BYTES
    const round = new Round((view) => partOf(events, view))
    for (const reader of this.readers) {
      if (!reader.live) continue
      const { group } = reader
      if (large) {
        // At once it would fill the buffers of readers that are not slow at all.
        reader.live = false
        void this.catchUp(reader).catch(() => reader.close())
      } else if (group) {
        const part = round.give(reader, group)
        reader.cursor = this.head
        if (part) reader.told = part.upTo
      } else for (const event of events) reader.offer(event)
    }
  }
}

/** What the view shows of several events as one frame's worth of bytes: one write per reader, not one per event. */
function partOf(events: readonly LoggedEvent[], view: View): { readonly frame: Frame; readonly upTo: number } | null {
  const shown = events.flatMap((event) => {
    const frame = shows(view, event.row) ? event.frame(view.audience, view.stageName) : null
    return frame ? [{ frame, upTo: event.seq }] : []
  })
  const last = shown.at(-1)
  if (!last || shown.length === 1) return last ?? null
  return { frame: new Frame(Buffer.concat(shown.map(({ frame }) => frame.plain))), upTo: last.upTo }
}
