import type { StationReport } from '@/lib/sync/engine'
import { authorization, type ServerAccess } from './credentials'
import { fetchFrom } from './server-fetch'

/** Sends one report. A server that does not answer is not logged: the freshness line shows it already. */
export async function sendReport(access: ServerAccess | null, report: StationReport): Promise<boolean> {
  if (!access) return false
  try {
    const response = await fetchFrom(access.pin)(`${access.url}/api/v1/sync/station`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', ...authorization(access.key) },
      body: JSON.stringify(report),
      signal: AbortSignal.timeout(10_000),
    })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
