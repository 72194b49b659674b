import type { ConnectedData, Cursor } from '../protocol'
import { type Filter, isFiltered } from '../transport/filter'

/** What the first frame of a stream says to who has come as far as `accepted`. */
export interface StreamOpening {
  readonly head: Cursor
  /** Every event of the log will come. */
  readonly gapless: boolean
  /** Why what is here is of a log that is gone; `null` where it is not. */
  readonly voided: 'epoch_changed' | 'ahead' | null
}

export function readOpening(connected: ConnectedData, filter: Filter, accepted: Cursor | null): StreamOpening {
  const head = { epoch: connected.epoch, seq: connected.head }
  return { head, gapless: connected.gapless && !isFiltered(filter), voided: accepted && voidedBy(head, accepted) }
}

function voidedBy(head: Cursor, accepted: Cursor): StreamOpening['voided'] {
  if (head.epoch !== accepted.epoch) return 'epoch_changed'
  return head.seq < accepted.seq ? 'ahead' : null
}
