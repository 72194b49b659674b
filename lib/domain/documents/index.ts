/**
 * The public documents: what the wire carries of an order, a queue, a bay, a job, a concern and a shift. An event carries all of a document that
 * its reader may see, never only what changed. The server works with whole documents; what a reader may not see is absent
 * there (`seenOrderSchema` and its like), and absent is not empty.
 */
export * from './bay'
export * from './concern'
export * from './job'
export * from './kinds'
export * from './order'
export * from './queue'
export * from './shift'
export * from './whole'
