import type Database from 'better-sqlite3'
import type { Cursor } from '@/lib/sync/engine'

/** Events that a snapshot stood in for: those of `epoch` after `after`, up to and with `upTo`. */
export interface Gap {
  readonly epoch: string
  readonly after: number
  readonly upTo: number
}

const PUT = 'INSERT OR REPLACE INTO gaps (epoch, after, up_to) VALUES (?, ?, ?)'

/** What was there of a stretch is gone: the stretch is missing again. */
export function prepareReopening(db: Database.Database): (stretch: Gap) => void {
  const put = db.prepare<[string, number, number]>(PUT)
  return ({ epoch, after, upTo }) => void put.run(epoch, after, upTo)
}

/** What is missing of the history, so that it can be fetched whenever there is time, over restarts too. */
export function prepareGaps(db: Database.Database, maxEvents: number) {
  const cursorOf = db.prepare<[], Cursor>('SELECT epoch, seq FROM cursor')
  const newest = db.prepare<[string], Gap>(
    'SELECT epoch, after, up_to AS upTo FROM gaps WHERE epoch = ? ORDER BY after DESC LIMIT 1',
  )
  const put = db.prepare<[string, number, number]>(PUT)
  const drop = db.prepare<[string, number]>('DELETE FROM gaps WHERE epoch = ? AND after = ?')
  const dropAll = db.prepare('DELETE FROM gaps')
  const dropOld = db.prepare<[number]>('DELETE FROM gaps WHERE up_to <= ?')
  return {
    /** A snapshot moves the cursor to `next`: in the transaction that does, before it has. */
    leave(next: Cursor): void {
      const before = cursorOf.get()
      // Of another log, or of this one as it was before it went back.
      if (before?.epoch !== next.epoch || before.seq > next.seq) dropAll.run()
      else if (before.seq < next.seq) put.run(next.epoch, before.seq, next.seq)
    },
    /** The newest, as far as retention would keep what is in it; `null` where nothing is missing. */
    newest(): Gap | null {
      const cursor = cursorOf.get()
      if (!cursor) return null
      const oldest = cursor.seq - maxEvents
      dropOld.run(oldest)
      const gap = newest.get(cursor.epoch)
      return gap ? { ...gap, after: Math.max(gap.after, oldest) } : null
    },
    /** All up to `reached` is there now; `false` where the gap is not what it was, and nothing was changed. */
    close({ epoch, after, upTo }: Gap, reached: number): boolean {
      const gap = cursorOf.get()?.epoch === epoch ? newest.get(epoch) : undefined
      if (gap?.upTo !== upTo || gap.after > after) return false
      drop.run(epoch, gap.after)
      if (reached < upTo) put.run(epoch, reached, upTo)
      return true
    },
  }
}

export type Gaps = ReturnType<typeof prepareGaps>
