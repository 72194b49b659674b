import { createHash } from 'node:crypto'
import type { Payload } from 'payload'
import { type RateLimiterAbstract, RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
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

/** As what a key is counted. Keys are addresses and what people typed: as long as they like, with any character, and nobody's business. */
export const countedAs = (name: string, key: string | number): string =>
  createHash('sha256').update(`${name} ${key}`).digest('base64url')

class OwnLimiter extends RateLimiterMemory {
  override getKey(key: string | number): string {
    return countedAs(this.keyPrefix, key)
  }
}

/** Counts in this process, for a server that has its database alone. */
export const inMemory = ({ name, points, seconds }: Limit): Limiter =>
  new OwnLimiter({ keyPrefix: name, points, duration: seconds })

/** How a limit is counted in the database, whichever that is. */
export const sharedBy = (limit: Limit) => ({
  keyPrefix: limit.name,
  points: limit.points,
  duration: limit.seconds,
  // Whoever is far beyond a limit costs no statement; the first that is beyond it is still told from the others.
  inMemoryBlockOnConsumed: limit.points + 1,
  insuranceLimiter: inMemory(limit),
})

/** How far a limit has been used, and whether what was just counted goes beyond it. */
export interface Spent {
  readonly isBeyond: boolean
  readonly msBeforeNext: number
  readonly consumedPoints: number
}

/** Counts `points` more. */
export const spend = (limiter: Limiter, key: string, points = 1): Promise<Spent> =>
  limiter.consume(key, points).then(
    ({ msBeforeNext, consumedPoints }) => ({ isBeyond: false, msBeforeNext, consumedPoints }),
    (refused: unknown) => {
      // The limit's own answer is no error; its class is another one where pages are bundled apart from the database.
      if (refused instanceof Error) throw refused
      const { msBeforeNext, consumedPoints } = refused as RateLimiterRes
      return { isBeyond: true, msBeforeNext, consumedPoints }
    },
  )

/** How far a limit is used beyond which one more would be; `null` where it would not. Nothing is counted. */
export async function spentOf(limiter: Limiter, key: string): Promise<Omit<Spent, 'isBeyond'> | null> {
  const used = await limiter.get(key)
  // One that is over may stand there for a moment.
  return used && used.msBeforeNext > 0 && used.consumedPoints >= limiter.points ? used : null
}
