import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SyncContext } from './context'
import { Problem } from './problem'

/** `GET /api/v1/sync/metrics`: Prometheus text. It names every site, so it is for administrators of all. */
export async function getMetrics(context: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { identity } = await context.gate.admit(req)
  if (identity.role !== 'admin' || identity.tenant !== null) {
    throw new Problem('forbidden', 'Metrics are for administrators of all sites.')
  }
  const text = await context.metrics.registry.metrics()
  res.writeHead(200, { 'Content-Type': context.metrics.registry.contentType, 'Cache-Control': 'no-store' })
  res.end(text)
}
