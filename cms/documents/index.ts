/** Rows of the database to public documents, without look-ups. */
export { type BayRow, bayDocument } from './bay'
export { type JobRow, jobDocument } from './job'
export { type OrderRow, orderDocument } from './order'
export { type QueueRow, queueDocument } from './queue'
