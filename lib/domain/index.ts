/**
 * A car wash: its documents, what happens to them, what people may do and by which rules. Pure: no clock, no I/O, nothing of
 * how it is kept or sent.
 */
export * from './catalogue'
export { COMMANDS, type CommandType } from './commands'
export { BAY_REASONS } from './commands/bay-set-status'
export * from './commands/command'
export * from './commands/command-id'
export { SKIP_REASONS } from './commands/job-skip-step'
export type { RejectionCode } from './commands/refuse'
export * from './documents'
export * from './events'
export * from './languages'
export * from './names'
export * from './past-orders'
export * from './people'
export * from './provisional-number'
export * from './roles'
export * from './rules'
export * from './site'
export * from './team'
export * from './values'
