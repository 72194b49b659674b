/** Rules of the site that server and screens share: pure functions and tables, no clock, no I/O. */
export * from './actor'
export * from './estimates'
export * from './job-clock'
export * from './job-steps'
export * from './permissions'
export * from './pricing'
export * from './refusal'
export * from './stages'
