import { type StationReport, stationReportAnswerSchema } from '@/lib/sync/engine'
import { authorization, type ServerAccess } from './credentials'
import { fetchFrom } from './server-fetch'
import type { Sent } from './status-report'

/** Sends one report. A server that does not answer is not logged: the freshness line shows it already. */
export async function sendReport(access: ServerAccess | null, report: StationReport): Promise<Sent> {
  if (!access) return 'lost'
  try {
    const response = await fetchFrom(access.pin)(`${access.url}/api/v1/sync/station`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', ...authorization(access.key) },
      body: JSON.stringify(report),
      signal: AbortSignal.timeout(10_000),
    })
    const answer = stationReportAnswerSchema.safeParse(await response.json())
    if (!response.ok || !answer.success) return 'lost'
    return answer.data.kept ? 'kept' : 'too_soon'
  } catch {
    return 'lost'
  }
}
