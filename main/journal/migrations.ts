import type Database from 'better-sqlite3'

export interface Migration {
  /** Value of `PRAGMA user_version` after it. */
  readonly version: number
  readonly sql: string
}

/**
 * Every step of the journal's schema, in order. A step that has been released is never edited; a change is a new step.
 *
 * An event's row keeps the document it carries apart from the rest of its data: the document's row names the event for as
 * long as it is there, so its text is made and written once. SQLite's own check sees a page whose structure is wrong, not a flipped bit inside a text:
 * what the picture of the server rests on (documents, cursor) carries a CRC-32, and so does what is not looked into as it is
 * written (pages).
 *
 * A release that changes the shape of documents adds a step that empties `documents` and `cursor`: a snapshot refills them.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
      -- One log at a time: a new epoch empties the table. Rows of a kilobyte belong into tables with a rowid; without
      -- one, SQLite spills each into a page of its own.
      CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        epoch TEXT NOT NULL,
        -- Milliseconds since 1970, for retention by age.
        received_at INTEGER NOT NULL,
        order_id TEXT,
        -- The event as JSON without the document it carries, its id and its order's number.
        body TEXT NOT NULL,
        -- The document as JSON and its name in the event's data, where it carries exactly one.
        document TEXT,
        document_field TEXT
      );
      CREATE TABLE documents (
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        body TEXT NOT NULL,
        sum INTEGER NOT NULL,
        UNIQUE (kind, key)
      );
      CREATE TABLE cursor (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        epoch TEXT NOT NULL,
        seq INTEGER NOT NULL,
        sum INTEGER NOT NULL
      );
    `,
  },
  {
    version: 2,
    sql: `
      CREATE TABLE outbox (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        body TEXT NOT NULL
      );
    `,
  },
  {
    version: 3,
    sql: `
      -- Commands that could not be executed, with what people were told.
      CREATE TABLE set_aside (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        body TEXT NOT NULL,
        answer TEXT NOT NULL
      );
    `,
  },
  {
    version: 4,
    sql: `
      -- 1: it has certainly not left this machine, and can be taken back.
      ALTER TABLE outbox ADD COLUMN unsent INTEGER NOT NULL DEFAULT 0;
      -- What was taken back, for whoever looks for commands in the bytes of a damaged file.
      CREATE TABLE withdrawn (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        mark TEXT NOT NULL
      );
    `,
  },
  {
    version: 5,
    sql: `
      -- Where a snapshot stood in for events that are still to be fetched: those after \`after\`, up to and with \`up_to\`.
      CREATE TABLE gaps (
        epoch TEXT NOT NULL,
        after INTEGER NOT NULL,
        up_to INTEGER NOT NULL,
        PRIMARY KEY (epoch, after)
      );
    `,
  },
  {
    version: 6,
    sql: `
      -- What was fetched to fill a gap, in the pages it came in: the events after \`after\`, up to and with \`up_to\`.
      CREATE TABLE pages (
        after INTEGER PRIMARY KEY,
        up_to INTEGER NOT NULL,
        epoch TEXT NOT NULL,
        -- Milliseconds since 1970.
        received_at INTEGER NOT NULL,
        -- The numbers of the orders in it, as a JSON list.
        orders TEXT NOT NULL,
        -- The server's answer as it came, by zstd or gzip, and its CRC-32.
        body BLOB NOT NULL,
        sum INTEGER NOT NULL
      );
    `,
  },
  {
    version: 7,
    sql: `
      -- A document that an event of the cursor's log carried is kept there alone: its row names the event. Otherwise it has
      -- the text itself.
      CREATE TABLE documents_by_seq (
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        seq INTEGER,
        body TEXT,
        sum INTEGER NOT NULL,
        UNIQUE (kind, key),
        CHECK ((seq IS NULL) <> (body IS NULL))
      );
      INSERT INTO documents_by_seq (kind, key, body, sum) SELECT kind, key, body, sum FROM documents;
      DROP TABLE documents;
      ALTER TABLE documents_by_seq RENAME TO documents;
      -- Every document with its text, wherever it stands; no text where the event is gone that had it.
      CREATE VIEW whole_documents AS
        SELECT documents.kind, documents.key, documents.sum,
          CASE WHEN documents.seq IS NULL THEN documents.body ELSE events.document END AS body
        FROM documents LEFT JOIN events ON events.seq = documents.seq;
    `,
  },
]

export const LATEST_VERSION = MIGRATIONS.reduce((latest, { version }) => Math.max(latest, version), 0)

/** Thrown for a file written by a newer release; it is never changed by an older one. */
export class NewerJournalError extends Error {
  constructor(version: number) {
    super(`The journal was written by a newer release (schema ${version}, this one knows ${LATEST_VERSION}).`)
    this.name = 'NewerJournalError'
  }
}

/** Brings a journal to `target`. Each step and its version number are one transaction. */
export function migrate(db: Database.Database, target = LATEST_VERSION): void {
  const current = db.pragma('user_version', { simple: true }) as number
  if (current > LATEST_VERSION) throw new NewerJournalError(current)
  for (const { version, sql } of MIGRATIONS) {
    if (version <= current || version > target) continue
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${version}`)
    })()
  }
}
