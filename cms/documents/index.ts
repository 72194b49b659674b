/** Rows of the database to public documents, without look-ups. */
export { bayDocument } from './bay'
export { concernDocument } from './concern'
export { jobDocument } from './job'
export { orderDocument } from './order'
export { queueDocument } from './queue'
export { shiftDocument } from './shift'
