import { crc32 } from 'node:zlib'
import { type Cursor, formatEventId, type JournalStep, parseEventId, type StoredEvent } from '@/lib/sync/engine'

/** One event as the `events` table keeps it. */
export interface EventRow {
  readonly epoch: string
  readonly seq: number
  readonly receivedAt: number
  readonly orderID: string | null
  /** The rest of the event as JSON; of older releases with its id and order's number. */
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

/** Makes the text of each document once, and knows which event's row has it. Lives as long as one transaction. */
export class DocumentTexts {
  readonly #texts = new Map<object, string>()
  readonly #carriers = new Map<object, number>()

  isCarriedBy(seq: number, document: object): void {
    this.#carriers.set(document, seq)
  }

  /** The number of the event whose row has this document; `null`: none. */
  carrierOf(document: object): number | null {
    return this.#carriers.get(document) ?? null
  }

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
  const field = onlyDocumentIn(data)
  const rest = field === null ? data : { ...data, [field]: undefined }
  const body = JSON.stringify({ ...event, id: undefined, orderID: undefined, data: rest })
  const document = field === null ? null : texts.of(data[field] as object)
  return { ...at, body, document, documentField: field }
}

function onlyDocumentIn(data: Record<string, unknown>): string | null {
  let found: string | null = null
  for (const field of DOCUMENT_FIELDS) {
    if (data[field] === undefined) continue
    if (found !== null) return null
    found = field
  }
  return found
}

/** What `fromRow` reads of the table `events`. */
export const ROW = 'epoch, seq, order_id AS orderID, body, document, document_field AS documentField'

export type WrittenRow = Omit<EventRow, 'receivedAt'>

/** The event as it was given to `toRow`; rows are written by this release or an older one, never from outside. */
export function fromRow(row: WrittenRow): StoredEvent {
  const { orderID, body } = row
  const named = { id: formatEventId(row), ...(orderID === null ? {} : { orderID }) }
  const event = { ...named, ...JSON.parse(body) } as StoredEvent & { data: Record<string, unknown> }
  if (row.document !== null && row.documentField !== null) event.data[row.documentField] = JSON.parse(row.document)
  return event
}
