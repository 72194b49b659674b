import type { Http } from './http'
import { isRefused } from './http'
import type { LinkFailure } from './stream-link'

/** Answers that only a plain request can read: for a `Retry-After`, or for who it was that answered. */
const WORTH_ASKING = new Set([401, 403, 404, 429, 503])

/**
 * Learns why a stream failed to open. `EventSource` in a browser cannot report a status, so one request of the JSON
 * form asks. If that is answered well, something between us and the server blocks streams: `stream_blocked`.
 */
export async function diagnoseStream(http: Http, url: string, status: number | null): Promise<LinkFailure> {
  if (status !== null && !WORTH_ASKING.has(status)) {
    return { reason: `http_${status}`, unauthorized: false, retryAfter: null }
  }
  const answer = await http.request(url)
  if (answer.ok) {
    const reason = status === null ? 'stream_blocked' : `http_${status}`
    return { reason, unauthorized: false, retryAfter: null }
  }
  return { reason: answer.reason, unauthorized: isRefused(answer), retryAfter: answer.retryAfter }
}
