import { randomUUID } from 'node:crypto'
import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { SESSION_MARK } from '@/renderer/hosts/shell-names'
import type { Client } from './client'

const SESSION_COOKIE = /^ax-[\w-]+-token=/
/** The one answer that sets the session's cookie and leaves whose it is. */
const REFRESH = /^\/api\/users\/refresh-token(?:[?/]|$)/
const MARK_LIVES = 400 * 24 * 60 * 60

/**
 * What Next's answers lack: Secure cookies where the browser came by TLS, REST answers that no cache keeps, and a mark that
 * a page can read by which it knows that somebody has signed in or out since.
 */
export function shapeAnswer(res: ServerResponse, path: string, client: Client): void {
  const writeHead = res.writeHead.bind(res) as (
    status: number,
    reason?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
    headers?: OutgoingHttpHeaders | OutgoingHttpHeader[],
  ) => ServerResponse
  res.writeHead = ((...args: Parameters<typeof writeHead>) => {
    if (!REFRESH.test(path)) markSession(res)
    if (client.secure) secureCookies(res)
    if (path.startsWith('/api/') && !res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'no-store')
    return writeHead(...args)
  }) as typeof res.writeHead
}

function cookiesOf(res: ServerResponse): readonly string[] {
  const cookies = res.getHeader('Set-Cookie')
  if (cookies === undefined) return []
  return Array.isArray(cookies) ? cookies : [String(cookies)]
}

function markSession(res: ServerResponse): void {
  const cookies = cookiesOf(res)
  if (!cookies.some((cookie) => SESSION_COOKIE.test(cookie))) return
  const mark = `${SESSION_MARK}=${randomUUID()}; Path=/; Max-Age=${MARK_LIVES}; SameSite=Lax`
  res.setHeader('Set-Cookie', [...cookies, mark])
}

function secureCookies(res: ServerResponse): void {
  const cookies = cookiesOf(res)
  if (cookies.length === 0) return
  res.setHeader(
    'Set-Cookie',
    cookies.map((cookie) => (/;\s*secure/i.test(cookie) ? cookie : `${cookie}; Secure`)),
  )
}
