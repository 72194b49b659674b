import type { Payload } from 'payload'
import type { Logger } from 'pino'
import { readHead } from './heads'
import { oldestSeq } from './read'

export interface Retention {
  readonly maxAgeMs: number
  readonly maxEvents: number
}

/** Most rows one run deletes: a long-neglected log must not stop the writers. */
const PRUNED_PER_RUN = 2_000

/** When the newest event was written, milliseconds. */
async function newestAt(payload: Payload, tenant: string): Promise<number> {
  const { docs } = await payload.db.find<{ at: string }>({
    collection: 'sync-events',
    where: { tenant: { equals: tenant } },
    sort: '-seq',
    limit: 1,
    pagination: false,
  })
  return Date.parse(docs[0]?.at ?? '') || 0
}

/**
 * Deletes events that are too old or too many, oldest first, a bounded number each time. Clocks can be wrong, the order of
 * the log cannot: it stops before the first event that is young enough, whatever times the later ones carry, and age counts
 * from the newest event. The newest event always stays:
 * pruning never moves the head, and a log whose head has no event is known to be damaged.
 *
 * @returns how many were deleted
 */
async function pruneLog(payload: Payload, tenant: string, keep: Retention, now: number): Promise<number> {
  const log = await readHead(payload.db, tenant)
  const oldest = await oldestSeq(payload, tenant)
  if (!log || oldest === null) return 0
  const cutOff = new Date(Math.min(now, await newestAt(payload, tenant)) - keep.maxAgeMs).toISOString()
  const { docs } = await payload.db.find<{ seq: number }>({
    collection: 'sync-events',
    where: { and: [{ tenant: { equals: tenant } }, { at: { greater_than_equal: cutOff } }] },
    sort: 'seq',
    limit: 1,
    pagination: false,
  })
  const tooOld = (docs[0]?.seq ?? oldest) - 1
  const tooMany = log.head - keep.maxEvents
  const last = Math.min(Math.max(tooOld, tooMany), log.head - 1, oldest - 1 + PRUNED_PER_RUN)
  if (last < oldest) return 0
  await payload.db.deleteMany({
    collection: 'sync-events',
    where: { and: [{ tenant: { equals: tenant } }, { seq: { less_than_equal: last } }] },
  })
  return last - oldest + 1
}

/** Prunes every tenant's log now and then. */
export function startRetention(args: {
  payload: Payload
  keep: Retention
  everyMs: number
  log: Logger
  onPruned(count: number): void
}): () => void {
  const { payload, keep, everyMs, log, onPruned } = args
  let running = false
  const run = async () => {
    if (running) return
    running = true
    try {
      const { docs } = await payload.db.find<{ tenant: string }>({ collection: 'sync-heads', pagination: false })
      for (const { tenant } of docs) {
        const count = await pruneLog(payload, tenant, keep, Date.now())
        if (count > 0) onPruned(count)
      }
    } catch (error) {
      log.error({ err: error }, 'Old events could not be removed; tried again later')
    } finally {
      running = false
    }
  }
  const timer = setInterval(() => void run(), everyMs)
  return () => clearInterval(timer)
}
