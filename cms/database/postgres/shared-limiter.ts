import type { Pool } from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { countedAs, type Limit, sharedBy } from '../limits'

/** Counts in the database, for all servers on it. While it does not answer, each server counts for itself. */
export class SharedLimiter extends RateLimiterPostgres {
  constructor(pool: Pool, limit: Limit) {
    super({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'shared_limits',
      tableCreated: true,
      ...sharedBy(limit),
    })
  }

  override getKey(key: string | number): string {
    return countedAs(this.keyPrefix, key)
  }
}
