import { z } from 'zod'

/** Sequence number of an event in its tenant's log: 1, 2, 3 … without gaps, in commit order. */
export const seqSchema = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

/** Random name of one life of a log; a new one means that old sequence numbers mean nothing. */
export const epochSchema = z.string().regex(/^[a-z0-9]{4,32}$/)

/** A point in a log: everything up to and including `seq` is known. `seq` 0 is the empty log. */
export interface Cursor {
  readonly epoch: string
  readonly seq: number
}

const EVENT_ID = /^event_([a-z0-9]{4,32})_([1-9][0-9]{0,15}|0)$/

/** The wire form of a cursor, `event_<epoch>_<seq>`: opaque to old clients. */
export function formatEventId(cursor: Cursor): string {
  return `event_${cursor.epoch}_${cursor.seq}`
}

/** Reads an event id back into a cursor; `null` for anything that is not one. */
export function parseEventId(id: string): Cursor | null {
  const match = EVENT_ID.exec(id)
  if (!match) return null
  const seq = Number(match[2])
  return Number.isSafeInteger(seq) ? { epoch: match[1] as string, seq } : null
}
