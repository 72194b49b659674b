/** The station's durable memory on SQLite. */

export type { Carried } from './carried'
export { faultOf, faultOfOpening } from './faults'
export type { FetchedPage } from './pages'
export { SqliteJournal } from './sqlite-journal'
export { SqliteOutbox } from './sqlite-outbox'
