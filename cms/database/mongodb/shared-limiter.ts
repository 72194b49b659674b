import type { MongoClient } from 'mongodb'
import { RateLimiterMongo } from 'rate-limiter-flexible'
import { countedAs, inMemory, type Limit } from '../limits'

export const LIMITS = 'ax_limits'

/** Counts in the database, for all servers on it. While it does not answer, each server counts for itself. */
export class SharedLimiter extends RateLimiterMongo {
  constructor(client: MongoClient, limit: Limit) {
    super({
      // A count that is lost with the primary does no harm: no majority is waited for.
      storeClient: client.db(undefined, { writeConcern: { w: 1 } }),
      tableName: LIMITS,
      disableIndexesCreation: true,
      keyPrefix: limit.name,
      points: limit.points,
      duration: limit.seconds,
      // Whoever is far beyond a limit costs no statement; the first that is beyond it is still told from the others.
      inMemoryBlockOnConsumed: limit.points + 1,
      insuranceLimiter: inMemory(limit),
    })
  }

  override getKey(key: string | number): string {
    return countedAs(this.keyPrefix, key)
  }
}
