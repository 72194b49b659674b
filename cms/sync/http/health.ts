import type { IncomingMessage, ServerResponse } from 'node:http'
import { DEFAULT_TENANT, type SyncContext } from './context'
import { sendJson } from './send-json'

/** `GET /api/v1/sync/health`: for supervisors and load balancers; no sign-in. */
export async function getHealth(context: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const channel = await context.hub.channel(DEFAULT_TENANT)
  await channel?.tail()
  const health = {
    status: 'ok',
    version: context.front.version,
    epoch: channel?.epoch ?? null,
    head: channel?.head ?? null,
    uptime: Math.round(process.uptime() * 1000) / 1000,
  }
  await sendJson(req, res, JSON.stringify(health), { 'Cache-Control': 'no-store' })
}
