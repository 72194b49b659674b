/** The site's rules: pure functions and tables, no clock, no I/O. */
export * from './cash-rounding'
export * from './command-refusals'
export * from './discount'
export * from './estimates'
export * from './free-wash'
export * from './job-clock'
export { isRefusal, type JobOutcome } from './job-refusals'
export {
  BETWEEN_NAMES,
  cancelJob,
  changeSteps,
  completeStep,
  finishJob,
  firstDone,
  pauseJob,
  skipStep,
  startJob,
  stepsForServices,
} from './job-steps'
export * from './job-undo'
export * from './opening'
export * from './order-change'
export * from './overall-status'
export * from './pace'
export * from './payment'
export * from './permissions'
export * from './pricing'
export * from './promise'
export * from './queue-order'
export * from './ready'
export * from './receipt'
export * from './refusal'
export * from './refusal-texts'
export * from './stages'
export * from './standing'
export * from './tax'
