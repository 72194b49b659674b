/** The station's durable memory on SQLite. */
export { SqliteJournal } from './sqlite-journal'
export { SqliteOutbox } from './sqlite-outbox'
