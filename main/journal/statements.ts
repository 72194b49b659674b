import type Database from 'better-sqlite3'

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
    putDocument: db.prepare<[string, string, string, number]>(
      `INSERT INTO documents (kind, key, body, sum) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body, sum = excluded.sum`,
    ),
    dropDocument: db.prepare<[string, string]>('DELETE FROM documents WHERE kind = ? AND key = ?'),
    dropDocuments: db.prepare('DELETE FROM documents'),
    dropOtherEpochs: db.prepare<[string]>('DELETE FROM events WHERE epoch <> ?'),
    /** Events a snapshot has not seen cannot be true of its log. */
    dropAfter: db.prepare<[string, number]>('DELETE FROM events WHERE epoch = ? AND seq > ?'),
    putCursor: db.prepare<[string, number, number]>(
      `INSERT INTO cursor (id, epoch, seq, sum) VALUES (1, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, sum = excluded.sum`,
    ),
    eventsOfOrder: db.prepare<
      [string],
      { seq: number; body: string; document: string | null; documentField: string | null }
    >(
      `SELECT seq, body, document, document_field AS documentField FROM events
       WHERE order_id = ? AND epoch = (SELECT epoch FROM cursor)`,
    ),
  }
}

export type Statements = ReturnType<typeof prepareStatements>
