import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SyncContext } from './context'

/**
 * Lets pages of the listed origins call with credentials; the list is empty unless AX_ORIGINS says otherwise.
 *
 * @returns true when the request was a preflight and is answered
 */
export function corsFor(context: SyncContext, req: IncomingMessage, res: ServerResponse): boolean {
  const { origin } = req.headers
  const allowed = origin !== undefined && context.front.environment.origins.includes(origin)
  if (allowed) {
    res.setHeader('Access-Control-Allow-Origin', origin)
    res.setHeader('Access-Control-Allow-Credentials', 'true')
    res.setHeader('Access-Control-Expose-Headers', 'ETag, Retry-After')
  }
  if (req.method !== 'OPTIONS' || !req.headers['access-control-request-method']) return false
  res.writeHead(204, {
    ...(allowed
      ? {
          'Access-Control-Allow-Methods': 'GET, POST, PUT',
          'Access-Control-Allow-Headers': 'Authorization, Content-Type, Last-Event-ID, If-None-Match',
          'Access-Control-Max-Age': '600',
        }
      : {}),
    Vary: 'Origin',
  })
  res.end()
  return true
}
