import type { Payload, Where } from 'payload'
import { alone } from '../database'
import { uptimeOf } from '../server/uptime'
import { BY_STRANGERS } from './kinds'

const DAY_SECONDS = 86_400

export interface AuditRetention {
  /** Entries of each site that are kept, and as many of strangers' failures beside them. */
  readonly most: number
  /** Of the server's running: no clock makes an entry old. */
  readonly days: number
}

/** What is kept apart: neither pushes the other out. */
const PARTS: readonly Where[] = [{ kind: { in: [...BY_STRANGERS] } }, { kind: { not_in: [...BY_STRANGERS] } }]

/** Deletes a site's entries that are too many or too old. */
async function prunePart(payload: Payload, part: Where, { most, days }: AuditRetention): Promise<void> {
  const { docs } = await payload.db.find<{ id: number }>({
    collection: 'audit',
    where: part,
    sort: '-id',
    limit: 1,
    page: most + 1,
  })
  const tooMany: Where[] = docs[0] ? [{ id: { less_than_equal: docs[0].id } }] : []
  const { seconds } = await uptimeOf(payload)
  const tooOld: Where = { uptime: { less_than: seconds - days * DAY_SECONDS } }
  await payload.db.deleteMany({ collection: 'audit', where: { and: [part, { or: [...tooMany, tooOld] }] } })
}

async function pruneAudit(payload: Payload, retention: AuditRetention): Promise<void> {
  const { docs } = await payload.db.find<{ tenant: string }>({ collection: 'sync-heads', pagination: false })
  const sites: Where[] = [...docs.map(({ tenant }) => ({ tenant: { equals: tenant } })), { tenant: { exists: false } }]
  for (const site of sites) for (const part of PARTS) await prunePart(payload, { and: [site, part] }, retention)
}

/** Prunes the trail at once, then now and then, until the returned function is called. */
export function startAuditRetention(args: {
  payload: Payload
  retention: AuditRetention
  everyMs: number
  onError(error: unknown): void
}): () => void {
  const { payload, retention, everyMs, onError } = args
  const run = () => void alone(payload, 'audit', () => pruneAudit(payload, retention)).catch(onError)
  run()
  const timer = setInterval(run, everyMs)
  return () => clearInterval(timer)
}
