import type { Pool } from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { countedAs, inMemory, type Limit } from '../limits'

/** Counts in the database, for all servers on it. While it does not answer, each server counts for itself. */
export class SharedLimiter extends RateLimiterPostgres {
  constructor(pool: Pool, limit: Limit) {
    super({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'shared_limits',
      tableCreated: true,
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
