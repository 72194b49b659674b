import type Database from 'better-sqlite3'
import { ROW, type WrittenRow } from './event-row'

/** Gives documents the text they have of events, before these go. @param which of them, as SQL over `documents` */
export const detachDocuments = (which: string): string =>
  `UPDATE documents SET body = (SELECT document FROM events WHERE events.seq = documents.seq), seq = NULL WHERE ${which}`

/** Every statement of the journal, prepared once. */
export function prepareStatements(db: Database.Database) {
  return {
    putEvent: db.prepare<[string, number, number, string | null, string, string | null, string | null]>(
      // Held already: left as it is. The same number of another log: replaced.
      `INSERT INTO events (epoch, seq, received_at, order_id, body, document, document_field)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (seq) DO UPDATE SET epoch = excluded.epoch, received_at = excluded.received_at,
         order_id = excluded.order_id, body = excluded.body, document = excluded.document,
         document_field = excluded.document_field
       WHERE events.epoch <> excluded.epoch`,
    ),
    /** Either the number of the event that carried it, or its text. */
    putDocument: db.prepare<[string, string, number | null, string | null, number]>(
      `INSERT INTO documents (kind, key, seq, body, sum) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq, body = excluded.body, sum = excluded.sum`,
    ),
    /** Gives every document its text, so that no event is needed for it. */
    detachDocuments: db.prepare(detachDocuments('seq IS NOT NULL')),
    isOfOtherEpoch: db.prepare<[string], number>('SELECT 1 FROM cursor WHERE epoch <> ?').pluck(),
    dropDocument: db.prepare<[string, string]>('DELETE FROM documents WHERE kind = ? AND key = ?'),
    dropDocuments: db.prepare('DELETE FROM documents'),
    dropOtherEpochs: db.prepare<[string]>('DELETE FROM events WHERE epoch <> ?'),
    /** Events a snapshot has not seen cannot be true of its log. */
    dropAfter: db.prepare<[string, number]>('DELETE FROM events WHERE epoch = ? AND seq > ?'),
    putCursor: db.prepare<[string, number, number]>(
      `INSERT INTO cursor (id, epoch, seq, sum) VALUES (1, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, sum = excluded.sum`,
    ),
    eventsOfOrder: db.prepare<[string], WrittenRow>(
      `SELECT ${ROW} FROM events WHERE order_id = ? AND epoch = (SELECT epoch FROM cursor)`,
    ),
  }
}

export type Statements = ReturnType<typeof prepareStatements>
