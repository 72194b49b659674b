import type { EventSourceKind, StoredEvent } from '../journal/journal'
import type { Domain } from '../ports/domain'
import type { Clock } from '../ports/ports'
import { type Cursor, parseEventId } from '../protocol'
import type { Accepted, JournalWriter } from './journal-writer'
import { placeOf } from './order'
import { type Validated, validateText } from './validate'

/** Events held back while a hole is filled; beyond it they are dropped and fetched again. */
const MAX_HELD = 2_000

export interface IntakeOptions {
  readonly domain: Pick<Domain, 'event'>
  readonly writer: JournalWriter
  readonly clock: Clock
  /** Accepted: an event, or `null` for a place in the log that brought none. */
  onReceived(event: StoredEvent | null, cursor: Cursor): void
  onDuplicate(): void
  onInvalid(problem: string, cursor: Cursor | null): void
  /** Something is missing: fetch pages from `accepted`, `takePage` of each, then `endFill`. */
  onHole(): void
  /** An event of another epoch: what we hold is of a log that is gone. */
  onForeign(): void
  /** The log reaches at least so far, though what is there was not taken. */
  onPassedBy(cursor: Cursor): void
}

/**
 * The gate: what comes from the wire is checked, put in order, freed of duplicates, and only then accepted for the
 * journal. Streams and pages share it, so a client may switch between them at any event.
 */
export class Intake {
  /** Those who take pages tell what these tell. */
  readonly options: IntakeOptions
  #filling = false
  #held: Accepted[] = []
  #overflowed = false
  #gapless = true
  #retired = false

  constructor(options: IntakeOptions) {
    this.options = options
  }

  get filling(): boolean {
    return this.#filling
  }

  /** Whether the present stream no longer moves the cursor. */
  get retired(): boolean {
    return this.#retired
  }

  /**
   * The present stream may leave out what is wanted now: until another begins, from the cursor as it stands, nothing
   * it brings is taken. The next one brings all of that again.
   */
  retireStream(): void {
    this.#retired = true
  }

  /** A new stream begins; `gapless` when it asks for every event. */
  streamBegins(gapless: boolean): void {
    this.#gapless = gapless
    this.#retired = false
    this.#filling = false
    this.#held = []
    this.#overflowed = false
  }

  takeStreamEvent(text: string, frameId: string): void {
    if (this.#retired) {
      this.takeStreamPosition(frameId)
      return
    }
    const item = this.accept(validateText(text, frameId, this.options.domain.event), 'sse')
    if (item) this.#place(item)
  }

  /** A frame without an event says how far the stream has come: past events that its filter left out. */
  takeStreamPosition(frameId: string): void {
    const cursor = parseEventId(frameId)
    const accepted = this.options.writer.accepted
    if (!cursor || !accepted || cursor.epoch !== accepted.epoch || cursor.seq <= accepted.seq) return
    if (this.#retired) this.options.onPassedBy(cursor)
    else if (this.#filling) this.#hold({ cursor, event: null })
    else this.add({ cursor, event: null })
  }

  /** The server leaves out what this client may not see: a jump in the sequence is no hole. */
  expectGaps(): void {
    this.#gapless = false
  }

  /** Begins a fill; `false` when one is under way already. */
  beginFill(): boolean {
    if (this.#filling) return false
    this.#filling = true
    return true
  }

  /** The pages have reached the head: lets through what the stream brought meanwhile. `true` if all is well now. */
  endFill(): boolean {
    this.#filling = false
    const held = this.#held
    this.#held = []
    const complete = !this.#overflowed
    this.#overflowed = false
    for (const item of held) this.#place(item, true)
    return complete && !this.#filling
  }

  /** An event that was read, ready for the journal; of one that could not be, its place in the log. */
  accept(validated: Validated, source: EventSourceKind): Accepted | null {
    if (!validated.ok) {
      this.options.onInvalid(validated.problem, validated.cursor)
      return validated.cursor ? { cursor: validated.cursor, event: null } : null
    }
    const receivedAt = new Date(this.options.clock.now()).toISOString()
    const metadata = { receivedAt, processed: true, acknowledged: false, source }
    return { cursor: validated.cursor, event: { ...validated.event, metadata } }
  }

  #place(item: Accepted, quiet = false): void {
    const { accepted } = this.options.writer
    if (!accepted) return
    if (this.#retired) {
      if (item.cursor.epoch === accepted.epoch) this.options.onPassedBy(item.cursor)
      return
    }
    if (this.#filling) {
      this.#hold(item)
      return
    }
    switch (placeOf(accepted, item.cursor, this.#gapless)) {
      case 'next':
        if (this.options.writer.full) {
          this.#overflowed = true
          this.#filling = true
          this.options.onHole()
        } else this.add(item)
        break
      case 'duplicate':
        if (item.event && !quiet) this.options.onDuplicate()
        break
      case 'hole':
        this.#filling = true
        this.#hold(item)
        this.options.onHole()
        break
      case 'foreign':
        this.options.onForeign()
        break
    }
  }

  add(item: Accepted): void {
    this.options.onReceived(item.event, item.cursor)
    this.options.writer.add(item)
  }

  #hold(item: Accepted): void {
    if (this.#held.length < MAX_HELD) this.#held.push(item)
    else this.#overflowed = true
  }
}
