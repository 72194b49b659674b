import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)
const WORTH_COMPRESSING = 1024

/** Whether the client takes gzip. A quality of 0 is a refusal. */
export function acceptsGzip(req: IncomingMessage): boolean {
  const accepted = String(req.headers['accept-encoding'] ?? '')
  return /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(accepted)
}

export function sendJson(
  req: IncomingMessage,
  res: ServerResponse,
  body: string,
  headers: Record<string, string> = {},
): Promise<void> {
  const plain = Buffer.from(body)
  return sendBytes(req, res, { plain, gzipped: () => compress(plain) }, headers)
}

/** As `sendJson`, for what is serialised already and may be compressed already. */
export async function sendBytes(
  req: IncomingMessage,
  res: ServerResponse,
  { plain, gzipped }: { readonly plain: Buffer; gzipped(): Promise<Buffer> },
  headers: Record<string, string> = {},
): Promise<void> {
  const small = plain.length < WORTH_COMPRESSING || !acceptsGzip(req)
  const bytes = small ? plain : await gzipped()
  res.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
    'Cache-Control': 'no-cache, no-transform',
    Vary: 'Accept, Accept-Encoding, Authorization, Cookie, Origin',
    ...(small ? {} : { 'Content-Encoding': 'gzip' }),
    ...headers,
  })
  res.end(bytes)
}
