import { crc32 } from 'node:zlib'
import type Database from 'better-sqlite3'
import { CAR_WASH } from '@/lib/sync/car-wash/domain'
import type { Cursor, StoredEvent } from '@/lib/sync/engine'
import { SMALL_PAGE, validateEntry } from '@/lib/sync/intake/take-page'
import { eventPageSchema } from '@/lib/sync/protocol'
import { parseJson } from '@/lib/sync/transport/json'
import { faultOf } from './faults'
import { type Gap, prepareReopening } from './gaps'
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

/**
 * The fetched pages of the journal's log. What reads them goes on without one that is not what was written: the server still has
 * it, so its stretch is missing again.
 * @param lost called with why, once such a stretch is among the gaps
 */
export function preparePages(db: Database.Database, lost: (reason: string) => void = () => undefined) {
  const put = db.prepare<[number, number, string, number, string, Buffer, number]>(
    'INSERT OR REPLACE INTO pages (after, up_to, epoch, received_at, orders, body, sum) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const ofOrder = db.prepare<[string], PageRow>(`${PAGES} AND instr(orders, ?) > 0`)
  const within = db.prepare<[number, number], PageRow>(`${PAGES} AND after < ? AND up_to >= ? ORDER BY up_to DESC`)
  const drop = db.prepare<[number]>('DELETE FROM pages WHERE after = ?')
  const dropOtherEpochs = db.prepare<[string]>('DELETE FROM pages WHERE epoch <> ?')
  const dropAfter = db.prepare<[number]>('DELETE FROM pages WHERE after >= ?')
  const cutAt = db.prepare<[{ seq: number }]>('UPDATE pages SET up_to = :seq WHERE up_to > :seq')
  const reopen = prepareReopening(db)
  const lose = db.transaction((row: PageRow) => {
    drop.run(row.after)
    reopen(row)
  })
  /** Adds the events of these pages; nothing is written while one of them is still to be read. */
  const read = (rows: Iterable<PageRow>, events: BySeq, { wanted = anything, enough = never }: Reading = {}): void => {
    const damaged: { row: PageRow; reason: string }[] = []
    for (const row of rows) {
      if (enough(row)) break
      const opened = opening(row)
      if ('damage' in opened) damaged.push({ row, reason: opened.damage })
      else addTo(events, row, opened, wanted)
    }
    for (const { row, reason } of damaged) {
      try {
        lose(row)
      } catch (error) {
        // Nothing can be written, to a full disk for one: it is found damaged again by whatever reads it next.
        if (faultOf(error) === null) return
        throw error
      }
      lost(`the page after ${row.after} is not what was written: ${reason}`)
    }
  }
  return {
    /** What was fetched from `after` on, as far as it is believed: up to `reached`. */
    put({ epoch, after }: Pick<Gap, 'epoch' | 'after'>, reached: number, { packed, orders, receivedAt }: FetchedPage) {
      put.run(after, reached, epoch, receivedAt, JSON.stringify([...orders]), packed, crc32(packed))
    },
    addOfOrder(orderID: string, events: BySeq): void {
      const wanted = (entry: unknown) => (entry as { orderID?: unknown } | null)?.orderID === orderID
      read(ofOrder.all(JSON.stringify(orderID)), events, { wanted })
    },
    /** Adds events until the newest `limit` of all are among them. */
    addNewest(limit: number, events: BySeq): void {
      const enough = ({ upTo }: PageRow) => {
        const newest = [...events.keys()].sort((a, b) => b - a)[limit - 1]
        return newest !== undefined && newest >= upTo
      }
      read(within.iterate(Number.MAX_SAFE_INTEGER, 0), events, { enough })
    },
    /** Which of these numbers are in pages. */
    seqsAmong(numbers: readonly number[]): ReadonlySet<number> {
      const events: BySeq = new Map()
      const sorted = numbers.toSorted((a, b) => a - b)
      read(within.iterate(sorted.at(-1) ?? 0, sorted[0] ?? 0), events)
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

interface Reading {
  readonly wanted?: (entry: unknown) => boolean
  /** Neither this page nor those after it are needed. */
  readonly enough?: (row: PageRow) => boolean
}

const anything = () => true
const never = () => false

interface Opened {
  readonly entries: readonly unknown[]
  /** Characters of the whole page. */
  readonly length: number
}

/** Checks each event as on its arrival by other ways. One that is there already stays. */
function addTo(events: BySeq, row: PageRow, { entries, length }: Opened, wanted: (entry: unknown) => boolean): void {
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

/** A page that another release took for one and this one does not holds nothing; it is damaged where it cannot have been written. */
function opening({ body, sum }: PageRow): Opened | { readonly damage: string } {
  try {
    if (crc32(body) !== sum) throw new Error('its check sum is another')
    const text = unpack(body)
    return { entries: eventPageSchema.safeParse(parseJson(text)).data?.events ?? [], length: text.length }
  } catch (error) {
    return { damage: error instanceof Error ? error.message : String(error) }
  }
}
