import type { IncomingMessage, ServerResponse } from 'node:http'
import { DEFAULT_TENANT } from '@/lib/domain/site'
import { PROTOCOL_VERSION } from '@/lib/sync/protocol/version'
import { audienceOf } from '../../access/audiences'
import type { Identity } from '../../access/identity'
import { shownEpoch } from '../hub/shown-epoch'
import type { SyncContext } from './context'
import { hasCredentials } from './gate'
import { Problem } from './problem'
import { sendJson } from './send-json'

/**
 * `GET /api/v1/sync/health`: for supervisors and load balancers, without a sign-in. How far the log is, is told to those who
 * may follow it.
 */
export async function getHealth(context: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const who = await whoAsks(context, req)
  const known = who && who.role !== 'service' ? await context.hub.channel(who.tenant ?? DEFAULT_TENANT) : null
  const channel = known && (await context.hub.upToDate(known))
  const health = {
    status: 'ok',
    version: context.front.version,
    protocol: PROTOCOL_VERSION,
    epoch: who && channel ? shownEpoch(audienceOf(who), channel.epoch) : null,
    head: channel?.head ?? null,
    uptime: Math.round(process.uptime() * 1000) / 1000,
  }
  await sendJson(req, res, JSON.stringify(health), { 'Cache-Control': 'no-store' })
}

/** `null` for a stranger, and for a key that is no longer good: the server is well all the same. */
async function whoAsks({ gate }: SyncContext, req: IncomingMessage): Promise<Identity | null> {
  if (!hasCredentials(req)) return null
  try {
    return (await gate.admitReader(req)).identity
  } catch (error) {
    if (error instanceof Problem && (error.code === 'unauthorized' || error.code === 'forbidden')) return null
    throw error
  }
}
