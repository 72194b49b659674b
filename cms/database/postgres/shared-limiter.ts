import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { inMemory, type Limit } from '../limits'

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

  /** Keys are addresses and what people typed: as long as they like, with any character, and nobody's business. */
  override getKey(key: string | number): string {
    return createHash('sha256').update(`${this.keyPrefix} ${key}`).digest('base64url')
  }
}
