import type { IncomingMessage, ServerResponse } from 'node:http'
import { accepts } from './codings'
import { Problem } from './problem'

/** Whether the client takes a stream of server-sent events, rather than one answer in JSON. */
export function wantsStream(req: IncomingMessage): boolean {
  const accept = req.headers.accept
  if (!accept || accept.includes('text/event-stream')) return true
  if (accept.includes('application/json')) return false
  if (accept.includes('*/*') || accept.includes('text/*')) return true
  throw new Problem('bad_parameter', 'Accept must allow text/event-stream or application/json.', { field: 'Accept' })
}

/** Begins the answer that is a stream. @returns whether it is compressed */
export function beginStream(req: IncomingMessage, res: ServerResponse): boolean {
  const gzip = accepts(req, 'gzip')
  // The end of the connection is the end of the stream: no chunk headers around each frame.
  res.useChunkedEncodingByDefault = false
  res.shouldKeepAlive = false
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
    Vary: 'Accept, Accept-Encoding, Authorization, Cookie, Origin',
    ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
  })
  res.socket?.setKeepAlive(true, 60_000)
  return gzip
}
