import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SyncContext } from './context'
import { Problem } from './problem'

/** `GET /api/v1/sync/metrics`: Prometheus text, for administrators. */
export async function getMetrics(context: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { identity } = await context.gate.admit(req)
  if (identity.role !== 'admin') throw new Problem('forbidden', 'Metrics are for administrators.')
  const text = await context.metrics.registry.metrics()
  res.writeHead(200, { 'Content-Type': context.metrics.registry.contentType, 'Cache-Control': 'no-store' })
  res.end(text)
}
