import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createLocalReq, getFieldsToSign, jwtSign, type Payload } from 'payload'
import { addSessionToUser, generatePayloadCookie } from 'payload/shared'
import { accountOf } from '../access/account-of'
import { recordSignIn } from '../audit/sign-ins'
import { countUp } from '../commands/counters'
import { inTransaction } from '../database'
import type { User } from '../payload-types'
import { CLIENT_ADDRESS } from './client'
import { SIGN_IN_ONCE } from './own-addresses'

const LIFETIME_MS = 15 * 60 * 1000
/** The front page, which leads each visitor to their own screen. */
const AFTERWARDS = '/'
/** The sign-in page, which says why one is there. */
const USED = '/station/sign-in?to=/&link=used'

/** No site has this name: what was redeemed is counted among the server's own counters. */
const SERVER = '*'

/**
 * Links that sign the first administrator in once, for whoever reads the server's own console. A link says itself whom and
 * until when, signed; that it was used is kept in the database, so that it works once at any of the servers that share one.
 */
export class OneTimeSignIn {
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
    const told = `${user.id}.${this.now() + LIFETIME_MS}.${randomBytes(32).toString('base64url')}`
    return `${origin}${SIGN_IN_ONCE}?token=${told}.${this.sign(told)}`
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
      if (cookie) res.setHeader('Set-Cookie', cookie)
      res.writeHead(303, { Location: AFTERWARDS, ...PRIVATE })
      res.end()
    } catch (error) {
      this.payload.logger.error({ err: error, msg: 'One-time sign-in failed' })
      sendUsed(res)
    }
  }

  private sign(told: string): string {
    return createHmac('sha256', this.payload.secret).update(`sign in once ${told}`).digest('base64url')
  }

  private read(token: string): { user: number; expires: number } | null {
    const end = token.lastIndexOf('.')
    const told = token.slice(0, Math.max(end, 0))
    const [given, expected] = [Buffer.from(token.slice(end + 1)), Buffer.from(this.sign(told))]
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
    const [user, expires] = told.split('.').map(Number)
    return user && expires ? { user, expires } : null
  }

  private async isFirstUse(token: string): Promise<boolean> {
    const req = await createLocalReq({}, this.payload)
    const link = createHash('sha256').update(token).digest('hex')
    return (await inTransaction(req, () => countUp(req, SERVER, `link ${link}`))) === 1
  }

  private async isSignedIn(req: IncomingMessage): Promise<boolean> {
    const headers = new Headers({ cookie: req.headers.cookie ?? '', 'sec-fetch-site': 'none' })
    return (await accountOf(this.payload, headers)) !== null
  }

  /** Gives the session cookie for a token, once. */
  private async redeem(token: string, { headers }: IncomingMessage): Promise<string | null> {
    const found = this.read(token)
    if (!found || found.expires < this.now() || !(await this.isFirstUse(token))) return null
    const collection = this.payload.config.collections.find(({ slug }) => slug === 'users')
    if (!collection) return null
    const user = await this.payload.db.findOne<User>({
      collection: 'users',
      where: { id: { equals: found.user } },
    })
    if (!user) return null
    const from = { headers: new Headers({ [CLIENT_ADDRESS]: String(headers[CLIENT_ADDRESS] ?? '') }) }
    const req = await createLocalReq({ req: from }, this.payload)
    const { sid } = await addSessionToUser({
      collectionConfig: collection,
      payload: this.payload,
      req,
      user,
    })
    await recordSignIn(req, user, 'by one-time link')
    const fieldsToSign = getFieldsToSign({ collectionConfig: collection, email: user.email, sid, user })
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

/** A link that was used before leads to the sign-in page, which says so in the visitor's language. */
function sendUsed(res: ServerResponse): void {
  res.writeHead(303, { Location: USED, ...PRIVATE })
  res.end()
}
