import { crc32 } from 'node:zlib'
import { type Cursor, formatEventId, type JournalStep, parseEventId, type StoredEvent } from '@/lib/sync/engine'

/** One event as the `events` table keeps it. */
export interface EventRow {
  readonly epoch: string
  readonly seq: number
  readonly receivedAt: number
  readonly orderID: string | null
  readonly body: string
  readonly document: string | null
  readonly documentField: string | null
}

/** Names under which an event's data carries a whole document. */
const DOCUMENT_FIELDS = ['order', 'queue', 'bay', 'job', 'concern', 'shift'] as const

/** What a document's row carries beside its text, to know later that it is the text that was written. */
export function textSum(text: string): number {
  return crc32(text)
}

export function cursorSum(cursor: Cursor): number {
  return crc32(formatEventId(cursor))
}

/** Serialises each document object once, however many rows carry it. Lives as long as one transaction. */
export class DocumentTexts {
  readonly #texts = new Map<object, string>()

  of(document: object): string {
    let text = this.#texts.get(document)
    if (text === undefined) {
      text = JSON.stringify(document)
      this.#texts.set(document, text)
    }
    return text
  }
}

/**
 * @throws TypeError when the event's id names no place in a log: such an event cannot be journalled
 */
export function toRow(event: JournalStep['events'][number], texts: DocumentTexts): EventRow {
  const place = parseEventId(event.id)
  if (!place) throw new TypeError(`event id ${JSON.stringify(event.id)} names no place in a log`)
  const at = { ...place, receivedAt: Date.parse(event.metadata.receivedAt), orderID: event.orderID ?? null }
  const data = event.data as Record<string, unknown>
  const carried = DOCUMENT_FIELDS.filter((field) => data[field] !== undefined)
  const field = carried.length === 1 ? carried[0] : undefined
  if (!field) return { ...at, body: JSON.stringify(event), document: null, documentField: null }
  const body = JSON.stringify({ ...event, data: { ...data, [field]: undefined } })
  return { ...at, body, document: texts.of(data[field] as object), documentField: field }
}

/** The event as it was given to `toRow`; rows are written by this release or an older one, never from outside. */
export function fromRow(row: Pick<EventRow, 'body' | 'document' | 'documentField'>): StoredEvent {
  const event = JSON.parse(row.body) as StoredEvent & { data: Record<string, unknown> }
  if (row.document !== null && row.documentField !== null) event.data[row.documentField] = JSON.parse(row.document)
  return event
}
