import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Payload } from 'payload'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { type Identity, identityOf } from '../../access/identity'
import { Problem } from './problem'

/** Failed sign-ins one address may make in a minute before it has to wait. */
const FAILURES_PER_MINUTE = 300
/** How long a sign-in found good is believed; a changed account is forgotten at once, a log-out after this. */
const KNOWN_FOR_MS = 5_000
const MOST_KNOWN = 10_000

export interface SignedIn {
  readonly identity: Identity
  /** What Payload found, to act as. */
  readonly user: object
}

/** Lets requests in: who it is, and not too often. */
export class Gate {
  private readonly requests: RateLimiterMemory
  /** By a hash of the credentials: they are not kept. */
  private readonly known = new Map<string, { user: object; until: number }>()
  private readonly asking = new Map<string, Promise<object | null>>()
  private readonly failures = new RateLimiterMemory({ points: FAILURES_PER_MINUTE, duration: 60 })

  constructor(
    private readonly payload: Payload,
    ratePerMinute: number,
  ) {
    this.requests = new RateLimiterMemory({ points: ratePerMinute, duration: 60 })
  }

  /** Throws `unauthorized` for nobody, `forbidden` for an account without a role, `rate_limited` for too many requests. */
  async admit(req: IncomingMessage): Promise<SignedIn> {
    const address = req.socket.remoteAddress ?? ''
    const user = await this.userOf(headersOf(req))
    if (!user) {
      // Only those who fail wait: others may come from the same address.
      const failed = await this.failures.get(address)
      if (failed && failed.remainingPoints <= 0) throw tooMany(failed)
      await this.failures.consume(address).catch(() => undefined)
      throw new Problem('unauthorized', 'Sign in, or send a station key: this address is not open to everyone.')
    }
    const identity = identityOf(user)
    if (!identity)
      throw new Problem('forbidden', 'This account has no role or no site yet; an administrator can give it one.')
    try {
      await this.requests.consume(`${identity.kind}:${identity.id}`)
    } catch (refused) {
      throw refused instanceof RateLimiterRes ? tooMany(refused) : refused
    }
    return { identity, user }
  }

  /** Somebody's account was changed: everyone is looked up anew. */
  forget(): void {
    this.known.clear()
  }

  /** Signing in costs look-ups and memory; a thousand readers that reconnect with one key are one look-up. */
  private async userOf(headers: Headers): Promise<object | null> {
    const key = createHash('sha256')
      .update(JSON.stringify([...headers]))
      .digest('base64')
    const now = performance.now()
    const found = this.known.get(key)
    if (found && found.until > now) return found.user
    const asked = this.asking.get(key)
    if (asked) return asked
    const asking = this.payload
      .auth({ headers })
      .then(({ user }) => {
        if (this.known.size >= MOST_KNOWN) this.known.clear()
        if (user) this.known.set(key, { user, until: now + KNOWN_FOR_MS })
        return user
      })
      .finally(() => this.asking.delete(key))
    this.asking.set(key, asking)
    return asking
  }
}

function tooMany(result: RateLimiterRes): Problem {
  const retryAfter = Math.max(1, Math.ceil(result.msBeforeNext / 1000))
  return new Problem('rate_limited', `Too many requests; try again in ${retryAfter} s.`, { retryAfter })
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
