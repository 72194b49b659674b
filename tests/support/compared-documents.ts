import type { DocumentKind } from '@/lib/domain/commands/access'
import type { SiteState } from './random-commands'

/** What is the same wherever a command runs: all but who counts the versions and whose clock was asked. */
export function withoutClock(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) => {
      if (['version', 'updatedAt', 'createdAt', 'tenantId', 'pausedMs'].includes(key)) return undefined
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? 'an instant' : value
    }),
  )
}

/** As the document reads once the server has numbered the order that a station took. */
export function numbered(document: unknown, takenAs: string, orderID: string): unknown {
  const kept = JSON.stringify(takenAs)
  const named = JSON.stringify(document).replaceAll(kept, JSON.stringify(orderID))
  return JSON.parse(named.replace(`"takenAs":"${orderID}"`, `"takenAs":${kept}`))
}

/** The names of all documents, kind by kind. */
export function keysOf(state: SiteState): [DocumentKind, string[]][] {
  return [
    ['order', state.orders.map(({ orderID }) => orderID)],
    ['queue', state.queues.map(({ queueId }) => queueId)],
    ['bay', state.bays.map(({ bayId }) => bayId)],
    ['job', state.jobs.map(({ jobId }) => jobId)],
  ]
}
