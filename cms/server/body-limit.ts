import type { IncomingMessage } from 'node:http'
import type { Refused } from './refuse-request'

/** The largest body Next is given, bytes: no form of the panel comes near it. */
const MAX_BODY_BYTES = 1024 * 1024

/**
 * Whether a request for Next may be read. Payload reads a body whole, before it asks who sent it, so its length must be
 * known beforehand; the sync endpoints count for themselves.
 */
export function bodyRefusal({ headers }: IncomingMessage): Refused | null {
  if (headers['transfer-encoding'] !== undefined) {
    return {
      status: 411,
      code: 'length_required',
      message: 'Send the body with a Content-Length; a proxy in between must pass bodies on whole.',
    }
  }
  if (Number(headers['content-length'] ?? 0) <= MAX_BODY_BYTES) return null
  return { status: 413, code: 'body_too_large', message: 'The body is larger than 1 MB.' }
}
