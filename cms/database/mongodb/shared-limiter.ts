import type { MongoClient } from 'mongodb'
import { RateLimiterMongo } from 'rate-limiter-flexible'
import { countedAs, type Limit, sharedBy } from '../limits'

export const LIMITS = 'ax_limits'

/** Counts in the database, for all servers on it. While it does not answer, each server counts for itself. */
export class SharedLimiter extends RateLimiterMongo {
  constructor(client: MongoClient, limit: Limit) {
    super({
      // A count that is lost with the primary does no harm: no majority is waited for.
      storeClient: client.db(undefined, { writeConcern: { w: 1 } }),
      tableName: LIMITS,
      disableIndexesCreation: true,
      ...sharedBy(limit),
    })
  }

  override getKey(key: string | number): string {
    return countedAs(this.keyPrefix, key)
  }
}
