import type { IncomingMessage, ServerResponse } from 'node:http'

/** Lets pages of the listed origins read the answer, whatever it is: one that they cannot read tells them nothing of why. */
export function allowOrigin(req: IncomingMessage, res: ServerResponse, origins: readonly string[]): boolean {
  const { origin } = req.headers
  if (origin === undefined || !origins.includes(origin)) return false
  res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  res.setHeader('Access-Control-Expose-Headers', 'ETag, Retry-After')
  return true
}

/**
 * Lets pages of the listed origins call with credentials; the list is empty unless AX_ORIGINS says otherwise.
 *
 * @returns true when the request was a preflight and is answered
 */
export function corsFor(req: IncomingMessage, res: ServerResponse, origins: readonly string[]): boolean {
  const allowed = allowOrigin(req, res, origins)
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
