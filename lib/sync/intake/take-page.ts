import type { z } from 'zod'
import type { AnyEvent } from '../ports/domain'
import { type Cursor, type EventPage, MAX_EVENT_LENGTH } from '../protocol'
import type { Intake } from './intake'
import { placeOf } from './order'
import { cursorOf, type Validated, validateValue } from './validate'

/** A page shorter than this cannot hold an oversized event, characters. */
export const SMALL_PAGE = 256 * 1024

/**
 * Takes a page that was asked for from `from`. Returns how many new events it held.
 * A page is the server's word on everything up to its `lastEventId`: a jump inside it is no hole.
 */
export function takePage(intake: Intake, page: EventPage, end: Cursor, length: number, from: Cursor): number {
  const { options } = intake
  const { writer, domain } = options
  let taken = 0
  for (const entry of page.events) {
    const item = intake.accept(validateEntry(entry, length > SMALL_PAGE, domain.event), 'polling')
    if (!item || !writer.accepted) continue
    const place = placeOf(writer.accepted, item.cursor, false)
    if (place === 'next') {
      intake.add(item)
      taken += item.event ? 1 : 0
    } else if (place === 'duplicate' && item.event) options.onDuplicate()
  }
  if (writer.accepted && placeOf(writer.accepted, end, false) === 'next') intake.add({ cursor: end, event: null })
  // Fewer events than the sequence has places: some are left out.
  if (page.events.length < end.seq - from.seq) intake.expectGaps()
  return taken
}

/** Checks one entry of a page. `mayBeOversized` asks for the length check, which costs a serialisation. */
export function validateEntry(value: unknown, mayBeOversized: boolean, schema: z.ZodType<AnyEvent>): Validated {
  if (mayBeOversized && JSON.stringify(value).length > MAX_EVENT_LENGTH) {
    return { ok: false, cursor: cursorOf(value), problem: `longer than ${MAX_EVENT_LENGTH} characters` }
  }
  return validateValue(value, null, schema)
}
