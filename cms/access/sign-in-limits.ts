import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import {
  APIError,
  type CollectionAfterLoginHook,
  type CollectionBeforeOperationHook,
  type PayloadRequest,
} from 'payload'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { recordLimited } from '../audit/sign-ins'
import { CLIENT_ADDRESS } from '../server/client'
import { hashingTurns } from './hashing-turns'

const WINDOW_SECONDS = 5 * 60
/** Failed tries in a window: of one address for one account, of one address, for one account from all addresses. */
const TRIES = { pair: 10, address: 30, account: 100 }
const KNOWN_PAIRS = 10_000

const window = (points: number) => new RateLimiterMemory({ points, duration: WINDOW_SECONDS })
const pairs = window(TRIES.pair)
const addresses = window(TRIES.address)
const accounts = window(TRIES.account)
/** Addresses that an account has signed in from: guesses made elsewhere do not keep its owner out. */
const known = new Set<string>()

const hash = promisify(pbkdf2)
/** Payload's own hashing: an address without an account takes as long to refuse as one with. */
const ITERATIONS = 600_000

const BUSY_SECONDS = 3
/** The turn each sign-in under way has at hashing. */
const turns = new WeakMap<object, () => void>()

interface SignIn {
  readonly address: string
  readonly email: string
  readonly pair: string
}

function signInOf(req: PayloadRequest, email: unknown): SignIn | null {
  const address = req.headers.get(CLIENT_ADDRESS)
  // The server's own sign-ins have no address.
  if (!address || typeof email !== 'string') return null
  const name = email.trim().toLowerCase()
  return { address, email: name, pair: `${address} ${name}` }
}

/**
 * Counts each try before the password is looked at, so that many at once are no way around. Takes the place of Payload's
 * lock, with which anybody could lock an administrator out.
 */
export const limitSignIns: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'login') return args
  const { email, password } = (args as { data?: { email?: unknown; password?: unknown } }).data ?? {}
  const signIn = signInOf(req, email)
  if (!signIn) return args
  const refused = await reached(signIn)
  if (refused) {
    if (refused.first) await recordLimited(req, email)
    const minutes = Math.max(1, Math.ceil(refused.msBeforeNext / 60_000))
    req.responseHeaders = new Headers({ 'Retry-After': String(minutes * 60) })
    throw new APIError(
      `Too many failed sign-ins. Try again in ${minutes} min.`,
      429,
      { code: 'too_many_sign_ins' },
      true,
    )
  }
  const end = await hashingTurns.take()
  if (!end) {
    req.responseHeaders = new Headers({ 'Retry-After': String(BUSY_SECONDS) })
    throw new APIError('Too many people sign in just now. Try again in a moment.', 429, { code: 'busy' }, true)
  }
  turns.set(req, end)
  const found = await req.payload.db.findOne({ collection: 'users', where: { email: { equals: signIn.email } }, req })
  if (!found && typeof password === 'string') await hash(password, randomBytes(32), ITERATIONS, 32, 'sha256')
  return args
}

/** Counts a try; the limit it is beyond, if any, and whether it is the first beyond it. */
async function reached(signIn: SignIn): Promise<{ msBeforeNext: number; first: boolean } | null> {
  const limits = [
    [addresses, signIn.address],
    [pairs, signIn.pair],
    ...(known.has(signIn.pair) ? [] : [[accounts, signIn.email] as const]),
  ] as const
  for (const [limiter, key] of limits) {
    try {
      await limiter.consume(key)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      const { msBeforeNext, consumedPoints } = refused
      return { msBeforeNext, first: consumedPoints === limiter.points + 1 }
    }
  }
  return null
}

/** After a sign-in, good or bad: the next may look at its password. */
export const endTurn = ({ req }: { readonly req: Partial<PayloadRequest> }): void => {
  turns.get(req)?.()
  turns.delete(req)
}

/** A good sign-in counts for nothing, and makes its address known. */
export const forgetTries: CollectionAfterLoginHook = async ({ req, user }) => {
  const signIn = signInOf(req, user.email)
  if (!signIn) return
  await Promise.all([pairs.delete(signIn.pair), addresses.reward(signIn.address)])
  if (!known.has(signIn.pair)) await accounts.reward(signIn.email)
  if (known.size >= KNOWN_PAIRS) known.clear()
  known.add(signIn.pair)
}
