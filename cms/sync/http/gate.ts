import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload, TypedUser } from 'payload'
import { accountOf } from '../../access/account-of'
import { type Identity, identityOf } from '../../access/identity'
import { openToken, type ReadBounds, tokenIn } from '../../access/read-token'
import { type Session, sessionOf } from '../../access/session'
import { readerOf, readMaker } from '../../access/token-reader'
import { inMemory, isUnreachable, type Limiter, type Limits, MOST_LOOKED_AT, spend } from '../../database'
import { CLIENT_ADDRESS } from '../../server/client'
import { isBound } from './bounds'
import { Problem } from './problem'

/** Failed sign-ins one address may make in a minute before it is answered late. */
const FAILURES_PER_MINUTE = 300
const TOLD_LATER_MS = 1_000
/** How long a sign-in found good is believed; a changed account and an ended session are forgotten at once. */
const KNOWN_FOR_MS = 5_000
const MOST_KNOWN = 10_000
/** Snapshots one account may take in a minute. Those of a site's own people and stations are shared, customers' are not. */
const SNAPSHOTS_PER_MINUTE = 600
const CUSTOMERS_SNAPSHOTS_PER_MINUTE = 60
/** How often one account may look for orders of all time in a minute: a car's are found by an index. */
const SEARCHES_PER_MINUTE = 240
/**
 * Orders that one account may have looked through in a minute for a part of a text: fifteen searches that go as far back as one
 * may. Measured, that is two seconds of the processor.
 */
const LOOKED_THROUGH_PER_MINUTE = 15 * MOST_LOOKED_AT
/** Read tokens one account may make in a minute: one for each page that begins, and again every quarter of an hour. */
const TOKENS_PER_MINUTE = 120
/** What all tokens of one account may do together in a minute: that of two thousand visitors of a shop. */
const REQUESTS_OF_TOKENS_PER_MINUTE = 60_000
const SNAPSHOTS_OF_TOKENS_PER_MINUTE = 20_000

export interface SignedIn {
  readonly identity: Identity
  /** What Payload found, to act as. */
  readonly user: TypedUser
  /** `null` for an API key. */
  readonly session: Session | null
  /** Whose requests, streams and readings are counted together. */
  readonly account: string
  /** What a read token lets read at most; `null` for an account that signed in itself. */
  readonly bounds: ReadBounds | null
  /** Still what it was: no account was changed and no session ended since. Look before the answer becomes a stream. */
  current(): boolean
}

interface Known {
  readonly user: object
  /** Milliseconds of `performance.now`. */
  readonly until: number
}

/** Lets requests in: who it is, and not too often. */
export class Gate {
  private readonly requests: Limiter
  private readonly snapshots: Limiter
  private readonly searches: Limiter
  private readonly lookedThrough: Limiter
  private readonly tokens: Limiter
  private readonly requestsOfTokens: Limiter
  private readonly snapshotsOfTokens: Limiter
  private readonly failures: Limiter
  /** By a hash of the credentials, which are not kept, or by the account that a token was made by. */
  private readonly known = new Map<string, Known>()
  private readonly asking = new Map<string, Promise<object | null>>()
  /** Counts the changes of accounts. */
  private changes = 0

  constructor(
    private readonly payload: Payload,
    ratePerMinute: number,
    limiter: Limits['limiter'] = inMemory,
  ) {
    const perMinute = (name: string, points: number) => limiter({ name, points, seconds: 60 })
    this.requests = perMinute('requests', ratePerMinute)
    this.snapshots = perMinute('snapshots', SNAPSHOTS_PER_MINUTE)
    this.searches = perMinute('searches', SEARCHES_PER_MINUTE)
    this.lookedThrough = perMinute('looked through', LOOKED_THROUGH_PER_MINUTE)
    this.tokens = perMinute('tokens', TOKENS_PER_MINUTE)
    this.requestsOfTokens = perMinute('requests of tokens', REQUESTS_OF_TOKENS_PER_MINUTE)
    this.snapshotsOfTokens = perMinute('snapshots of tokens', SNAPSHOTS_OF_TOKENS_PER_MINUTE)
    this.failures = perMinute('failures', FAILURES_PER_MINUTE)
  }

  /** Throws `unauthorized` for nobody, `forbidden` for an account without a role, `rate_limited` for too many requests. */
  async admit(req: IncomingMessage): Promise<SignedIn> {
    if (tokenIn(req.headers.authorization)) {
      throw new Problem('forbidden', 'A read token is for the events and the snapshot; nothing else is done with it.')
    }
    const headers = headersOf(req)
    let user: TypedUser | null
    let seen: number
    // A look-up that an account was changed under may have read it before: it is asked again.
    do {
      seen = this.changes
      user = await this.userOf(headers)
      if (!user && hasCredentials(req)) {
        await this.probe()
        user = await this.userOf(headers)
      }
    } while (seen !== this.changes)
    const session = user && sessionOf(user)
    if (!user || (session && session.expires <= Date.now())) {
      return this.refuse(req, 'Sign in, or send a station key: this address is not open to everyone.')
    }
    const identity = identityOf(user)
    if (!identity)
      throw new Problem('forbidden', 'This account has no role or no site yet; an administrator can give it one.')
    await admitBy(this.requests, `${identity.kind}:${identity.id}`)
    return { identity, user, session, account: identity.actor, bounds: null, current: () => seen === this.changes }
  }

  /** As `admit`, and whoever has a read token: to what only reads. */
  async admitReader(req: IncomingMessage): Promise<Omit<SignedIn, 'user'>> {
    const token = tokenIn(req.headers.authorization)
    if (token === null) return this.admit(req)
    const { secret } = this.payload
    const claims = openToken(token, secret, Date.now())
    let reader: ReturnType<typeof readerOf> = null
    let seen: number
    do {
      seen = this.changes
      if (!claims) break
      const { collection, id } = claims.maker
      const row = await this.lookUp(`${collection} ${id}`, () => readMaker(this.payload, collection, id))
      reader = row && readerOf(claims, row, secret)
    } while (seen !== this.changes)
    if (!claims || !reader) {
      return this.refuse(
        req,
        'This token has ended, or was withdrawn with the sign-in it was made with; ask for a new one.',
      )
    }
    const { identity, session, countsAsMaker } = reader
    const account = countsAsMaker ? identity.actor : `token:${claims.id}`
    await admitBy(this.requests, countsAsMaker ? `${identity.kind}:${identity.id}` : account)
    if (!countsAsMaker) await admitBy(this.requestsOfTokens, `${identity.kind}:${identity.id}`)
    return { identity, session, account, bounds: claims.bounds, current: () => seen === this.changes }
  }

  /** An address that fails often gets the same 401, only later: a page whose session ended must still ask to sign in. */
  private async refuse(req: IncomingMessage, message: string): Promise<never> {
    const address = String(req.headers[CLIENT_ADDRESS] ?? req.socket.remoteAddress ?? '')
    if ((await spend(this.failures, address)).isBeyond) await sleep(TOLD_LATER_MS)
    throw new Problem('unauthorized', message)
  }

  /** Throws `rate_limited` for an account that has taken too many snapshots. */
  async admitToSnapshot({ identity, account, bounds }: Omit<SignedIn, 'user'>): Promise<void> {
    const isShared = identity.role !== 'customer' && !(bounds && isBound(bounds))
    const cost = isShared ? 1 : SNAPSHOTS_PER_MINUTE / CUSTOMERS_SNAPSHOTS_PER_MINUTE
    const ofToken = account !== identity.actor
    const own = `${identity.kind}:${identity.id}`
    await admitBy(this.snapshots, ofToken ? account : own, cost)
    if (ofToken) await admitBy(this.snapshotsOfTokens, own, cost)
  }

  /** Throws `rate_limited` for an account that has looked for too many orders. */
  async admitToSearch({ kind, id }: Identity): Promise<void> {
    await admitBy(this.searches, `${kind}:${id}`)
  }

  /**
   * Throws `rate_limited` for an account that has had too many orders looked through. Each time is counted as if it took as many
   * as it may, so that those under way at once are too, until it has `ended`.
   */
  async admitToLookThrough({ kind, id }: Identity): Promise<{ ended(looked: number): Promise<void> }> {
    const account = `${kind}:${id}`
    const until = performance.now() + (await admitBy(this.lookedThrough, account, MOST_LOOKED_AT))
    return {
      ended: async (looked) => {
        // A minute that has ended is forgotten with all that was counted in it: nothing of it is given back to the next.
        if (looked >= MOST_LOOKED_AT || performance.now() >= until) return
        await this.lookedThrough.reward(account, MOST_LOOKED_AT - looked)
      },
    }
  }

  /** Throws `rate_limited` for an account that has made too many read tokens. */
  async admitToToken({ kind, id }: Identity): Promise<void> {
    await admitBy(this.tokens, `${kind}:${id}`)
  }

  /** Payload takes a look-up that failed for one that found nobody: then the database must answer before anyone is refused. */
  private async probe(): Promise<void> {
    try {
      for (const collection of ['users', 'stations'] as const)
        await this.payload.db.findOne({ collection, where: { id: { exists: true } } })
    } catch (error) {
      if (isUnreachable(error)) throw error
      this.payload.logger.error({ err: error, msg: 'Sign-ins cannot be looked up' })
      throw new Problem('storage_failed', 'The server cannot look up who you are just now; try again shortly.', {
        retryAfter: 10,
      })
    }
  }

  /** Somebody's account was changed, or a session ended: everyone is looked up anew. */
  forget(): void {
    this.changes += 1
    this.known.clear()
    this.asking.clear()
  }

  private userOf(headers: Headers): Promise<TypedUser | null> {
    const key = createHash('sha256')
      .update(JSON.stringify([...headers]))
      .digest('base64')
    return this.lookUp(key, () => accountOf(this.payload, headers))
  }

  /** Signing in costs look-ups and memory; a thousand readers that reconnect with one key are one look-up. */
  private async lookUp<Found extends object>(key: string, look: () => Promise<Found | null>): Promise<Found | null> {
    const now = performance.now()
    const found = this.known.get(key)
    if (found && found.until > now) return found.user as Found
    const asked = this.asking.get(key) as Promise<Found | null> | undefined
    if (asked) return asked
    const asOf = this.changes
    const asking = look()
      .then((user) => {
        if (this.known.size >= MOST_KNOWN) this.known.clear()
        if (user && asOf === this.changes) this.known.set(key, { user, until: now + KNOWN_FOR_MS })
        return user
      })
      .finally(() => {
        if (this.asking.get(key) === asking) this.asking.delete(key)
      })
    this.asking.set(key, asking)
    return asking
  }
}

/** Whether the request says who it comes from. */
export const hasCredentials = ({ headers }: IncomingMessage) =>
  headers.authorization !== undefined || headers.cookie !== undefined

/** Throws `rate_limited` beyond the limit; within it, milliseconds until it counts anew. */
async function admitBy(limiter: Limiter, account: string, points?: number): Promise<number> {
  const { isBeyond, msBeforeNext } = await spend(limiter, account, points)
  if (!isBeyond) return msBeforeNext
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1000))
  throw new Problem('rate_limited', `Too many requests; try again in ${retryAfter} s.`, { retryAfter })
}

/** Only what signing in looks at. */
function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers()
  for (const name of ['authorization', 'cookie', 'origin', 'sec-fetch-site'] as const) {
    const value = req.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}
