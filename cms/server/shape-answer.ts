import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Client } from './client'

/** What Next's answers lack: Secure cookies where the browser came by TLS, and REST answers that no cache keeps. */
export function shapeAnswer(res: ServerResponse, path: string, client: Client): void {
  const writeHead = res.writeHead.bind(res) as (
    status: number,
    reason?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
    headers?: OutgoingHttpHeaders | OutgoingHttpHeader[],
  ) => ServerResponse
  res.writeHead = ((...args: Parameters<typeof writeHead>) => {
    if (client.secure) secureCookies(res)
    if (path.startsWith('/api/') && !res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'no-store')
    return writeHead(...args)
  }) as typeof res.writeHead
}

function secureCookies(res: ServerResponse): void {
  const cookies = res.getHeader('Set-Cookie')
  if (cookies === undefined) return
  const list = Array.isArray(cookies) ? cookies : [String(cookies)]
  res.setHeader(
    'Set-Cookie',
    list.map((cookie) => (/;\s*secure/i.test(cookie) ? cookie : `${cookie}; Secure`)),
  )
}
