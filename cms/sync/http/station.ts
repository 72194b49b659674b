import type { IncomingMessage, ServerResponse } from 'node:http'
import { type StationReport, stationReportSchema } from '@/lib/sync/protocol/station'
import { readJsonBody } from './body'
import type { SyncContext } from './context'
import { Problem } from './problem'
import { sendJson } from './send-json'

/** A station's report is kept at most this often: the fleet list is looked at by people, and each write costs a commit. */
const KEEP_EVERY_MS = 10_000

/** When each station's report was last kept, by the station's id. Lost on a restart, which costs one early write. */
const lastKept = new Map<number | string, number>()

/** `PUT /api/v1/sync/station`: how a station is, for the fleet list of the admin panel. No event of the log. */
export async function putStation(context: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { identity } = await context.gate.admit(req)
  if (identity.kind !== 'station') throw new Problem('forbidden', 'Only a station reports here, with its own key.')
  const parsed = stationReportSchema.safeParse(await readJsonBody(req))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.path.join('.')
    throw new Problem('bad_body', `${field || 'body'}: ${issue?.message ?? 'not understood'}`, {
      field: field || undefined,
    })
  }
  const now = Date.now()
  const last = lastKept.get(identity.id) ?? 0
  const kept = now - last >= KEEP_EVERY_MS
  if (kept) await keep(context, identity.id, parsed.data, now)
  const lastSeen = new Date(kept ? now : last).toISOString()
  await sendJson(req, res, JSON.stringify({ kept, lastSeen }), { 'Cache-Control': 'no-store' })
}

async function keep(context: SyncContext, id: number | string, report: StationReport, now: number): Promise<void> {
  lastKept.set(id, now)
  const { lastRecovery, ...figures } = report
  const recovered = { lastRecovery: lastRecovery?.what ?? null, lastRecoveryAt: lastRecovery?.at ?? null }
  try {
    // Past hooks and access control: the station may not change its own name or role, and this touches neither. `updatedAt` stays,
    // by which whoever edits the row is told that somebody else did.
    await context.payload.db.updateOne({
      collection: 'stations',
      id,
      data: {
        ...figures,
        ...(lastRecovery === undefined ? {} : recovered),
        lastSeenAt: new Date(now).toISOString(),
        updatedAt: null,
      },
      returning: false,
    })
  } catch (error) {
    lastKept.delete(id)
    throw error
  }
}
