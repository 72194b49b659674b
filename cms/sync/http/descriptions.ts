import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { asyncApi } from '../described/asyncapi'
import { openApi } from '../described/openapi'
import type { SyncContext } from './context'
import { sendJson } from './send-json'

/** `GET /api/v1/sync/openapi.json`, without a sign-in: it tells of no site. */
export const getOpenApi = described(openApi)
/** `GET /api/v1/sync/asyncapi.json` */
export const getAsyncApi = described(asyncApi)

/** A document of this version of the product: made when first asked for. */
function described(make: (version: string) => object) {
  let body: string | undefined
  let etag = ''
  return async ({ front }: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (body === undefined) {
      body = JSON.stringify(make(front.version), null, 2)
      etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    }
    if (req.headers['if-none-match'] === etag) {
      res.writeHead(304, { ETag: etag, 'Cache-Control': 'no-cache' }).end()
      return
    }
    await sendJson(req, res, body, { ETag: etag })
  }
}
