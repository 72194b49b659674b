import type { Cursor } from '../protocol'

/** Where an event stands to what has been accepted so far. */
export type Place = 'next' | 'duplicate' | 'hole' | 'foreign'

/**
 * Places an event by its cursor.
 * @param gapless whether the server sends every event of the log, so that a jump means that one was lost
 */
export function placeOf(accepted: Cursor, event: Cursor, gapless: boolean): Place {
  if (event.epoch !== accepted.epoch) return 'foreign'
  if (event.seq <= accepted.seq) return 'duplicate'
  return gapless && event.seq > accepted.seq + 1 ? 'hole' : 'next'
}
