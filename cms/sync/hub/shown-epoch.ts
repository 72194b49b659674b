import { createHash } from 'node:crypto'
import { AUDIENCES, type Audience } from '../../access/audiences'
import { DOCUMENT_KINDS, seesEverything, visiblePaths } from '../../access/visible-fields'

/** Letters and digits that name what an audience sees of a log; enough that two tables differ. */
const LENGTH = 6

/**
 * Each audience sees a log of its own, so the epoch carries the audience's name: a station that is paired anew as another
 * kind of reader, or meets a server that shows its kind other fields, is told `epoch_changed` and takes a snapshot. Else
 * what it kept would be mixed of documents with and without those fields.
 */
const NAMES = new Map(
  AUDIENCES.map((audience) => {
    if (seesEverything(audience)) return [audience, '']
    const seen = DOCUMENT_KINDS.map((kind) => [kind, visiblePaths(audience, kind)])
    const digest = createHash('sha256').update(JSON.stringify(seen)).digest()
    return [audience, digest.readBigUInt64BE().toString(36).padStart(LENGTH, '0').slice(0, LENGTH)]
  }),
)

/** The epoch as the audience reads it. */
export const shownEpoch = (audience: Audience, epoch: string): string => epoch + (NAMES.get(audience) ?? '')

interface Cursor {
  readonly epoch: string
  readonly seq: number
}

/** The log's own cursor behind one that the audience was given; for any other cursor, one of no log at all. */
export const ownCursor = (audience: Audience, epoch: string, cursor: Cursor): Cursor => ({
  epoch: cursor.epoch === shownEpoch(audience, epoch) ? epoch : '',
  seq: cursor.seq,
})
