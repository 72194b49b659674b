import type { IncomingMessage } from 'node:http'
import { Problem } from './problem'

const MAX_BODY_BYTES = 1024 * 1024

/** Reads a JSON body of at most 1 MB. Throws `bad_body` for a larger one or one that is not JSON. */
export async function readJsonBody(req: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MAX_BODY_BYTES)
      throw new Problem('bad_body', 'The body is larger than 1 MB; send fewer commands at once.')
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    throw new Problem('bad_body', 'The body is not JSON.')
  }
}
