/** The station's durable memory on SQLite. */
export { DEFAULT_RETENTION, type Retention } from './retention'
export { SqliteJournal, type SqliteJournalOptions } from './sqlite-journal'
export { SqliteOutbox } from './sqlite-outbox'
