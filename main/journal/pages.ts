import { crc32 } from 'node:zlib'
import type Database from 'better-sqlite3'
import { CAR_WASH } from '@/lib/sync/car-wash/domain'
import type { Cursor, StoredEvent } from '@/lib/sync/engine'
import { SMALL_PAGE, validateEntry } from '@/lib/sync/intake/take-page'
import { eventPageSchema } from '@/lib/sync/protocol'
import { parseJson } from '@/lib/sync/transport/json'
import { DamagedJournalError } from './damaged'
import type { Gap } from './gaps'
import { unpack } from './packed'

/** The history is kept in the pages that it was fetched in: nothing is made anew of them, and they take little of the disk. */
export interface FetchedPage {
  /** The server's answer as it came, compressed. It is known to be a page; its events are checked when they are read. */
  readonly packed: Buffer
  /** The orders its events are of. */
  readonly orders: ReadonlySet<string>
  /** Milliseconds since 1970. */
  readonly receivedAt: number
}

/** What a page has to say of a log: the events after `after`, up to and with `upTo`. All else in it counts for nothing. */
interface PageRow {
  readonly epoch: string
  readonly after: number
  readonly upTo: number
  readonly receivedAt: number
  readonly body: Buffer
  readonly sum: number
}

/** Events by their number. */
export type BySeq = Map<number, StoredEvent>

const PAGES = `SELECT epoch, after, up_to AS upTo, received_at AS receivedAt, body, sum FROM pages
  WHERE epoch = (SELECT epoch FROM cursor)`

/** The fetched pages of the journal's log. What reads them throws DamagedJournalError where one is not what was written. */
export function preparePages(db: Database.Database) {
  const put = db.prepare<[number, number, string, number, string, Buffer, number]>(
    'INSERT OR REPLACE INTO pages (after, up_to, epoch, received_at, orders, body, sum) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const ofOrder = db.prepare<[string], PageRow>(`${PAGES} AND instr(orders, ?) > 0`)
  const within = db.prepare<[number, number], PageRow>(`${PAGES} AND after < ? AND up_to >= ? ORDER BY up_to DESC`)
  const dropOtherEpochs = db.prepare<[string]>('DELETE FROM pages WHERE epoch <> ?')
  const dropAfter = db.prepare<[number]>('DELETE FROM pages WHERE after >= ?')
  const cutAt = db.prepare<[{ seq: number }]>('UPDATE pages SET up_to = :seq WHERE up_to > :seq')
  return {
    /** What was fetched from `after` on, as far as it is believed: up to `reached`. */
    put({ epoch, after }: Pick<Gap, 'epoch' | 'after'>, reached: number, { packed, orders, receivedAt }: FetchedPage) {
      put.run(after, reached, epoch, receivedAt, JSON.stringify([...orders]), packed, crc32(packed))
    },
    addOfOrder(orderID: string, events: BySeq): void {
      for (const row of ofOrder.all(JSON.stringify(orderID))) {
        addTo(events, row, (entry) => (entry as { orderID?: unknown } | null)?.orderID === orderID)
      }
    },
    /** Adds events until the newest `limit` of all are among them. */
    addNewest(limit: number, events: BySeq): void {
      for (const row of within.iterate(Number.MAX_SAFE_INTEGER, 0)) {
        const newest = [...events.keys()].sort((a, b) => b - a)[limit - 1]
        if (newest !== undefined && newest >= row.upTo) return
        addTo(events, row)
      }
    },
    /** Which of these numbers are in pages. */
    seqsAmong(numbers: readonly number[]): ReadonlySet<number> {
      const events: BySeq = new Map()
      const sorted = numbers.toSorted((a, b) => a - b)
      for (const row of within.iterate(sorted.at(-1) ?? 0, sorted[0] ?? 0)) addTo(events, row)
      return new Set(numbers.filter((seq) => events.has(seq)))
    },
    /** Leaves what a snapshot at `cursor` has seen of its log. */
    keepUpTo({ epoch, seq }: Cursor): void {
      dropOtherEpochs.run(epoch)
      dropAfter.run(seq)
      cutAt.run({ seq })
    },
  }
}

export type Pages = ReturnType<typeof preparePages>

/** Checks each event as on its arrival by other ways. One that is there already stays. */
function addTo(events: BySeq, row: PageRow, wanted: (entry: unknown) => boolean = () => true): void {
  const { entries, length } = entriesOf(row)
  const receivedAt = new Date(row.receivedAt).toISOString()
  const metadata = { receivedAt, processed: true, acknowledged: false, source: 'polling' } as const
  for (const entry of entries.filter(wanted)) {
    const validated = validateEntry(entry, length > SMALL_PAGE, CAR_WASH.event)
    if (!validated.ok) continue
    const { epoch, seq } = validated.cursor
    const believed = epoch === row.epoch && seq > row.after && seq <= row.upTo
    if (believed && !events.has(seq)) events.set(seq, { ...validated.event, metadata } as StoredEvent)
  }
}

function entriesOf({ after, body, sum }: PageRow): { entries: readonly unknown[]; length: number } {
  try {
    if (crc32(body) !== sum) throw new Error('its check sum is another')
    const text = unpack(body)
    return { entries: eventPageSchema.parse(parseJson(text)).events, length: text.length }
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    throw new DamagedJournalError(`the page after ${after} is not what was written: ${reason}`)
  }
}
