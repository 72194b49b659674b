import { Forbidden, type Where } from 'payload'
import type { Shift } from '@/lib/domain/documents'
import { reportShift, type ShiftReport } from '@/lib/domain/rules/shift-report'
import { siteDaysSpan } from '@/lib/domain/rules/site-day'
import { mayReadDay } from '../access/books'
import { shiftDocument } from '../documents'
import type { ShiftRow } from '../documents/shift'
import type { AskingDay, DaysAsked } from './read-day'
import { readLedger } from './read-ledger'

/** A shift and its Z; `null` while it is open. */
export interface ShiftRead {
  readonly shift: Shift
  readonly report: ShiftReport | null
}

/**
 * A closed shift's Z, folded anew from the ledger between its two numbers; of an open one the shift alone, for the drawer is
 * counted before anybody is told how much it should be. `null` where there is no such shift.
 */
export async function readShift(asking: AskingDay, number: number): Promise<ShiftRead | null> {
  const [shift] = await shiftsWhere(asking, { number: { equals: number } })
  return shift ? withReport(asking, shift) : null
}

/** Each of them with its Z, one after the other. */
export async function readShiftsWithReports(
  asking: AskingDay,
  days: DaysAsked & { readonly timeZone: string },
): Promise<ShiftRead[]> {
  const read: ShiftRead[] = []
  for (const shift of await readShiftsOfDay(asking, days)) read.push(await withReport(asking, shift))
  return read
}

async function withReport({ payload, tenantId }: AskingDay, shift: Shift): Promise<ShiftRead> {
  const { fromSeq: after, toSeq: upTo, currency } = shift
  if (upTo === null) return { shift, report: null }
  return { shift, report: reportShift(shift, await readLedger(payload, tenantId, { after, upTo, currency })) }
}

/** Shifts that were opened or closed on a day of the site, or on several, oldest first. */
export function readShiftsOfDay(
  asking: AskingDay,
  { day, until = day, timeZone }: DaysAsked & { readonly timeZone: string },
): Promise<Shift[]> {
  const { from, to } = siteDaysSpan(day, until, timeZone)
  const span = { greater_than_equal: new Date(from).toISOString(), less_than: new Date(to).toISOString() }
  return shiftsWhere(asking, { or: [{ openedAt: span }, { closedAt: span }] })
}

async function shiftsWhere({ payload, user, tenantId }: AskingDay, where: Where): Promise<Shift[]> {
  if (!mayReadDay(user, tenantId)) throw new Forbidden()
  const { docs } = await payload.db.find<ShiftRow>({
    collection: 'shifts',
    where: { and: [{ tenant: { equals: tenantId } }, where] },
    sort: 'number',
    limit: 0,
    pagination: false,
  })
  return docs.map(shiftDocument)
}
