import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createLocalReq, getFieldsToSign, jwtSign, type Payload } from 'payload'
import { addSessionToUser, generatePayloadCookie } from 'payload/shared'
import { recordSignIn } from '../audit/sign-ins'
import { CLIENT_ADDRESS } from './client'
import { SIGN_IN_ONCE } from './own-addresses'

const LIFETIME_MS = 15 * 60 * 1000
/** Where each visitor is led on to the own place. */
const AFTERWARDS = '/'
/** The sign-in page, which says why one is there. */
const USED = '/station/sign-in?to=/&link=used'

const digest = (token: string) => createHash('sha256').update(token).digest('hex')

/** Links that sign the first administrator in once, for whoever reads the server's own console. */
export class OneTimeSignIn {
  private readonly pending = new Map<string, { user: number | string; expires: number }>()

  constructor(
    private readonly payload: Payload,
    private readonly now: () => number = Date.now,
  ) {}

  async link(origin: string): Promise<string | null> {
    const { docs } = await this.payload.find({
      collection: 'users',
      where: { role: { equals: 'admin' } },
      sort: 'id',
      limit: 1,
      depth: 0,
    })
    const user = docs[0]
    if (!user) return null
    const token = randomBytes(32).toString('base64url')
    this.pending.set(digest(token), { user: user.id, expires: this.now() + LIFETIME_MS })
    return `${origin}${SIGN_IN_ONCE}?token=${token}`
  }

  async handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    try {
      const url = new URL(req.url ?? '/', 'http://server')
      const cookie = req.method === 'GET' ? await this.redeem(url.searchParams.get('token') ?? '', req) : null
      // Chromium begins a navigation anew from its first address when a page behind a redirect asks for client hints
      // (Payload's do): whom the link has just signed in may come with it again.
      if (!cookie && !(await this.isSignedIn(req))) {
        sendUsed(res)
        return
      }
      res.writeHead(303, { Location: AFTERWARDS, ...(cookie && { 'Set-Cookie': cookie }), ...PRIVATE })
      res.end()
    } catch (error) {
      this.payload.logger.error({ err: error, msg: 'One-time sign-in failed' })
      sendUsed(res)
    }
  }

  private async isSignedIn(req: IncomingMessage): Promise<boolean> {
    const headers = new Headers({ cookie: req.headers.cookie ?? '', 'sec-fetch-site': 'none' })
    return (await this.payload.auth({ headers })).user !== null
  }

  /** Gives the session cookie for a token, once. */
  private async redeem(token: string, { headers }: IncomingMessage): Promise<string | null> {
    const key = digest(token)
    const found = this.pending.get(key)
    this.pending.delete(key)
    if (!found || found.expires < this.now()) return null
    const collection = this.payload.config.collections.find(({ slug }) => slug === 'users')
    if (!collection) return null
    const user = await this.payload.db.findOne<Record<string, unknown> & { id: number | string; email: string }>({
      collection: 'users',
      where: { id: { equals: found.user } },
    })
    if (!user) return null
    const { sid } = await addSessionToUser({
      collectionConfig: collection,
      payload: this.payload,
      req: undefined as never,
      user: user as never,
    })
    const request = { headers: new Headers({ [CLIENT_ADDRESS]: String(headers[CLIENT_ADDRESS] ?? '') }) }
    await recordSignIn(await createLocalReq({ req: request }, this.payload), user, 'by one-time link')
    const fieldsToSign = getFieldsToSign({ collectionConfig: collection, email: user.email, sid, user: user as never })
    const { token: jwt } = await jwtSign({
      fieldsToSign,
      secret: this.payload.secret,
      tokenExpiration: collection.auth.tokenExpiration,
    })
    return generatePayloadCookie({
      collectionAuthConfig: collection.auth,
      cookiePrefix: this.payload.config.cookiePrefix,
      token: jwt,
    }) as string
  }
}

/** The token is in the address: it must not travel on. */
const PRIVATE = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }

/** A used link is no way in: the page it leads to says so in the visitor's language, and takes a password. */
function sendUsed(res: ServerResponse): void {
  res.writeHead(303, { Location: USED, ...PRIVATE })
  res.end()
}
