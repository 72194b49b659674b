import { authorization, type ServerAccess } from './credentials'
import { fetchFrom } from './server-fetch'

/** Milliseconds; somebody waits for what is read, and what was kept is good too. */
const PATIENCE = 4_000

/** What the server has at `path`, as JSON. Rejects when it cannot be reached in time and when it refuses. */
export async function readServer({ url, key, pin }: ServerAccess, path: string): Promise<unknown> {
  const response = await fetchFrom(pin)(`${url}${path}`, {
    headers: { Accept: 'application/json', ...authorization(key) },
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response.json()
}
