import type { Payload } from 'payload'
import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible'
import { additionsOf } from './additions'

/** How often something may happen. */
export interface Limit {
  /** One name, one count: whoever makes the limit again goes on with it. */
  readonly name: string
  readonly points: number
  readonly seconds: number
}

export type Limiter = RateLimiterAbstract

/** What an adapter of this folder adds to Payload's: counts that all servers on the database share. */
export interface Limits {
  limiter(limit: Limit): Limiter
}

export const limits = (payload: Payload): Limits => additionsOf(payload)

/** Counts in this process, for a server that has its database alone. */
export const inMemory = ({ name, points, seconds }: Limit): Limiter =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })
