import type { Payload } from 'payload'
import type { Logger } from 'pino'
import { alone, logReading } from '../../database'
import { uptimeOf } from '../../server/uptime'

export interface Retention {
  /** Of the server's running. */
  readonly maxAgeMs: number
  readonly maxEvents: number
}

/** Most rows one run deletes: a long-neglected log must not stop the writers. */
const PRUNED_PER_RUN = 2_000

/**
 * Deletes events that are too old or too many, oldest first, a bounded number each time. Age is what the server itself has
 * run since it wrote them: no clock, however wrong, makes an event old. The newest event always stays: pruning never moves
 * the head, and a log whose head has no event is known to be damaged.
 *
 * @returns how many were deleted
 */
export async function pruneLog(payload: Payload, tenant: string, keep: Retention): Promise<number> {
  const log = await logReading(payload).logExtent(tenant)
  if (!log || log.oldest === null) return 0
  const { head, oldest } = log
  const most = Math.min(head - 1, oldest - 1 + PRUNED_PER_RUN)
  const last = Math.min(Math.max(await lastTooOld(payload, tenant, keep, most), head - keep.maxEvents), most)
  if (last < oldest) return 0
  await logReading(payload).pruneLog({ tenant, upTo: last })
  return last - oldest + 1
}

/** seq of the last event, up to `most`, before the first that is young enough. */
async function lastTooOld(payload: Payload, tenant: string, keep: Retention, most: number): Promise<number> {
  const { seconds } = await uptimeOf(payload)
  const { docs } = await payload.db.find<{ seq: number }>({
    collection: 'sync-events',
    where: {
      and: [
        { tenant: { equals: tenant } },
        { seq: { less_than_equal: most } },
        { uptime: { greater_than_equal: seconds - keep.maxAgeMs / 1000 } },
      ],
    },
    sort: 'seq',
    limit: 1,
    pagination: false,
  })
  return (docs[0]?.seq ?? most + 1) - 1
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
      await (await uptimeOf(payload)).keep()
      await alone(payload, 'retention', async () => {
        const { docs } = await payload.db.find<{ tenant: string }>({ collection: 'sync-heads', pagination: false })
        for (const { tenant } of docs) {
          const count = await pruneLog(payload, tenant, keep)
          if (count > 0) onPruned(count)
        }
      })
    } catch (error) {
      log.error({ err: error }, 'Old events could not be removed; tried again later')
    } finally {
      running = false
    }
  }
  const timer = setInterval(() => void run(), everyMs)
  return () => clearInterval(timer)
}
