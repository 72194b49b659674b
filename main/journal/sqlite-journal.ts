import type Database from 'better-sqlite3'
import {
  type Cursor,
  type Journal,
  type JournalContents,
  type JournalReplacement,
  type JournalStep,
  parseEventId,
  type StorageUse,
  type StoredEvent,
} from '@/lib/sync/engine'
import type { Carried } from './carried'
import { cursorSum, DocumentTexts, fromRow, textSum, toRow } from './event-row'
import { faultOf } from './faults'
import { type Gap, type Gaps, prepareGaps } from './gaps'
import { openJournalFile, withoutWaiting } from './journal-file'
import { type BySeq, type FetchedPage, type Pages, preparePages } from './pages'
import { inOrder, readCursor } from './read-contents'
import { DEFAULT_RETENTION, prepareRetention, type Retention } from './retention'
import { prepareStatements, type Statements } from './statements'
import { storageUse } from './storage-use'

export interface SqliteJournalOptions {
  readonly path: string
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly retention?: Retention
  /** What an engine knew of this journal when it broke: written into it as it is opened. */
  readonly carried?: Carried | null
  /** Begins a new file even if the present one looks whole: the disk has failed it again and again. */
  readonly anew?: boolean
  /**
   * Called once when a read or write shows that the file is damaged, or the disk has failed it `FAULTS` times in a row. Nothing
   * more can be kept in it: close the journal and open it again, which repairs it.
   */
  readonly broken?: (error: unknown) => void
  /** Called with why when part of the fetched history is found damaged: it is a gap again, and can be fetched. */
  readonly lost?: (reason: string) => void
}

/** Disk errors in a row after which the file is taken for broken: a single one may pass. */
const FAULTS = 3

/**
 * The station's durable memory. Event, document and cursor are written in one transaction that is on the disk
 * (`synchronous=FULL`) when the promise resolves.
 */
export class SqliteJournal implements Journal {
  readonly #options: Required<SqliteJournalOptions>
  #open: { db: Database.Database; statements: Statements; steps: Steps; gaps: Gaps; pages: Pages } | null = null
  #sincePrune = 0
  #faults = 0
  #told = false

  constructor(options: SqliteJournalOptions) {
    const defaults = {
      now: Date.now,
      retention: DEFAULT_RETENTION,
      carried: null,
      anew: false,
      broken: () => undefined,
      lost: () => undefined,
    }
    this.#options = { ...defaults, ...options }
  }

  /**
   * Works on the open database, for the outbox that lives in the same file: what breaks there breaks the journal.
   * @throws before `open` and after `close`, and what `work` throws
   */
  work<T>(work: (db: Database.Database) => T): T {
    const { db } = this.#opened()
    return this.#watched(() => work(db))
  }

  async open(recentLimit: number): Promise<JournalContents> {
    const { now, retention, lost } = this.#options
    const { db, contents } = openJournalFile({ ...this.#options, recentLimit })
    const statements = prepareStatements(db)
    const retain = prepareRetention(db, retention)
    const prune = (cursor: Cursor) => retain(cursor, now())
    const gaps = prepareGaps(db, retention.maxEvents)
    const pages = preparePages(db, lost)
    this.#open = { db, statements, gaps, pages, steps: prepareSteps({ db, statements, gaps, pages, retain: prune }) }
    const { cursor } = contents
    try {
      if (cursor) this.#watched(() => prune(cursor))
    } catch (error) {
      await this.close()
      throw error
    }
    return contents
  }

  async append(step: JournalStep): Promise<void> {
    const { steps } = this.#opened()
    this.#sincePrune += step.events.length
    const pruneNow = this.#sincePrune >= this.#options.retention.every
    if (pruneNow) this.#sincePrune = 0
    this.#watched(() => steps.append(step, pruneNow))
  }

  async replace(replacement: JournalReplacement): Promise<void> {
    const { steps } = this.#opened()
    this.#watched(() => steps.replace(replacement))
  }

  async advance(cursor: Cursor): Promise<void> {
    const { putCursor } = this.#opened().statements
    this.#watched(() => putCursor.run(cursor.epoch, cursor.seq, cursorSum(cursor)))
  }

  /**
   * Adds events of the same log that the cursor has passed and the journal does not hold (an import).
   * @returns how many were added
   */
  addHistory(events: readonly StoredEvent[]): number {
    const { db, steps, pages } = this.#opened()
    return this.#watched(() => {
      const cursor = readCursor(db)
      if (!cursor) return 0
      const passed = events.flatMap((event) => {
        const place = parseEventId(event.id)
        return place?.epoch === cursor.epoch && place.seq <= cursor.seq ? [{ event, seq: place.seq }] : []
      })
      const held = pages.seqsAmong(passed.map(({ seq }) => seq))
      return steps.addHistory(passed.filter(({ seq }) => !held.has(seq)).map(({ event }) => event))
    })
  }

  /** The newest stretch of its log that a snapshot stood in for and nobody has fetched; `null` where nothing is missing. */
  gap(): Gap | null {
    const { gaps } = this.#opened()
    return this.#watched(() => gaps.newest())
  }

  /**
   * Puts a page into a gap, all there is up to `reached`, and remembers how far that is; `null` where there is nothing. Where
   * the gap is not there any more (another snapshot has come, or another log) it does nothing. What leaves the gap open does
   * not wait for the disk: a page that is lost takes with it that it was there, and is fetched again.
   */
  fillGap(gap: Gap, page: FetchedPage | null, reached: number): void {
    const { db, steps } = this.#opened()
    const fill = () => steps.fillGap(gap, page, reached)
    this.#watched(() => (reached < gap.upTo ? withoutWaiting(db, fill) : fill()))
  }

  /** What the journal holds of one order, oldest first. */
  eventsOfOrder(orderID: string): readonly StoredEvent[] {
    const { pages, statements } = this.#opened()
    return this.#watched(() => {
      const rows = statements.eventsOfOrder.all(orderID)
      const events: BySeq = new Map(rows.map((row) => [row.seq, fromRow(row)]))
      pages.addOfOrder(orderID, events)
      return inOrder(events)
    })
  }

  /** Bytes on the disk, the write-ahead log not counted; `null` while closed. */
  bytes(): number | null {
    const db = this.#open?.db
    if (!db) return null
    const pragma = (name: string) => db.pragma(name, { simple: true }) as number
    return this.#watched(() => pragma('page_count') * pragma('page_size'))
  }

  /** What the file holds and takes; empty while closed. */
  use(): readonly StorageUse[] {
    const db = this.#open?.db
    return db ? this.#watched(() => storageUse(db, this.#options.path)) : []
  }

  async close(): Promise<void> {
    const open = this.#open
    this.#open = null
    if (!open) return
    try {
      open.db.pragma('wal_checkpoint(TRUNCATE)')
    } catch {
      // What cannot be moved into the file stays in the write-ahead log; the next opening reads or repairs both.
    } finally {
      open.db.close()
    }
  }

  #watched<T>(work: () => T): T {
    try {
      const result = work()
      this.#faults = 0
      return result
    } catch (error) {
      const fault = faultOf(error)
      this.#faults = fault === null ? 0 : this.#faults + 1
      if (!this.#told && (fault === 'damage' || this.#faults >= FAULTS)) {
        this.#told = true
        this.#options.broken(error)
      }
      throw error
    }
  }

  #opened() {
    if (!this.#open) throw new Error('journal_closed: the journal is not open')
    return this.#open
  }
}

interface Steps {
  addHistory(events: readonly StoredEvent[]): number
  fillGap(gap: Gap, page: FetchedPage | null, reached: number): void
  /** @param prune takes old events away in the same transaction, which costs no further write to the disk */
  append(step: JournalStep, prune: boolean): void
  replace(replacement: JournalReplacement): void
}

interface StepsArgs {
  readonly db: Database.Database
  readonly statements: Statements
  readonly gaps: Gaps
  readonly pages: Pages
  readonly retain: (cursor: Cursor) => void
}

function prepareSteps({ db, statements, gaps, pages, retain }: StepsArgs): Steps {
  const change = ({ kind, key, document }: JournalStep['changes'][number], texts: DocumentTexts) => {
    if (document === null) {
      statements.dropDocument.run(kind, key)
      return
    }
    const text = texts.of(document)
    const seq = texts.carrierOf(document)
    statements.putDocument.run(kind, key, seq, seq === null ? text : null, textSum(text))
  }
  /** @returns whether it was not held already */
  const put = (event: JournalStep['events'][number], texts: DocumentTexts): boolean => {
    const row = toRow(event, texts)
    const { epoch, seq, receivedAt, orderID, body, document, documentField } = row
    const { changes } = statements.putEvent.run(epoch, seq, receivedAt, orderID, body, document, documentField)
    if (changes > 0 && documentField !== null) {
      texts.isCarriedBy(seq, (event.data as Record<string, object>)[documentField] as object)
    }
    return changes > 0
  }
  return {
    addHistory: db.transaction((events: readonly StoredEvent[]) => {
      const texts = new DocumentTexts()
      return events.filter((event) => put(event, texts)).length
    }),
    fillGap: db.transaction((gap: Gap, page: FetchedPage | null, reached: number) => {
      if (gaps.close(gap, reached) && page) pages.put(gap, reached, page)
    }),
    append: db.transaction((step: JournalStep, prune: boolean) => {
      const texts = new DocumentTexts()
      // Documents name events of the cursor's log alone: those of another are written over.
      if (statements.isOfOtherEpoch.get(step.cursor.epoch)) statements.detachDocuments.run()
      for (const event of step.events) put(event, texts)
      for (const changed of step.changes) change(changed, texts)
      statements.putCursor.run(step.cursor.epoch, step.cursor.seq, cursorSum(step.cursor))
      if (prune) retain(step.cursor)
    }),
    replace: db.transaction(({ documents, cursor }: JournalReplacement) => {
      const texts = new DocumentTexts()
      gaps.leave(cursor)
      statements.dropDocuments.run()
      for (const changed of documents) change(changed, texts)
      statements.dropOtherEpochs.run(cursor.epoch)
      statements.dropAfter.run(cursor.epoch, cursor.seq)
      pages.keepUpTo(cursor)
      statements.putCursor.run(cursor.epoch, cursor.seq, cursorSum(cursor))
    }),
  }
}
