/** The engine and the car wash, bound to each other: the one place that knows both. */
export * from './bound'
export { CAR_WASH } from './domain'
export { feedOf } from './feed-of-snapshot'
export { refusedCommandSchema } from './refused-command'
export type * from './types'
