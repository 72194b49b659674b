import type { Shift } from '../documents'
import { byAmount, type LedgerRecord, type Share, sharesBy, taxesIn, totalOf } from './day-report'
import type { TaxOfRate } from './tax'

/** The Z of a shift: what its payments add up to, and what was in the drawer. */
export interface ShiftReport {
  readonly shift: Shift
  readonly total: Share
  readonly byMethod: readonly Share[]
  /** The tax in what was kept. */
  readonly taxes: readonly TaxOfRate[]
  /** Sen given back, one by one. */
  readonly refunds: readonly LedgerRecord[]
  /** Sen of cash that came in, less what was given back in cash. */
  readonly cash: number
  /** Sen of cash there should be in the drawer. */
  readonly expected: number
  /** Sen counted beyond that; below zero some is missing. `null` while the shift is open. */
  readonly difference: number | null
}

/** Sen of cash in some payments, less what was given back in cash. */
export const cashOf = (records: readonly LedgerRecord[]): number =>
  records.reduce((sum, { method, amount }) => (method === 'cash' ? sum + amount : sum), 0)

/**
 * Folds a shift's payments, those numbered after `fromSeq` up to and with `toSeq`. Pure: made again from the ledger it is the
 * same to the sen, and the Zs of shifts that follow each other add up to the ledger.
 */
export function reportShift(shift: Shift, ledger: readonly LedgerRecord[]): ShiftReport {
  const upTo = shift.toSeq ?? Number.POSITIVE_INFINITY
  const records = ledger.filter(({ seq }) => seq > shift.fromSeq && seq <= upTo)
  const cash = cashOf(records)
  const expected = shift.float + cash
  return {
    shift,
    total: totalOf(records),
    byMethod: byAmount(sharesBy(records, ({ method }) => method)),
    taxes: taxesIn(records),
    refunds: records.filter(({ amount }) => amount < 0),
    cash,
    expected,
    difference: shift.counted === null ? null : shift.counted - expected,
  }
}
