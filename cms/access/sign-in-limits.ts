import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import {
  APIError,
  type CollectionAfterLoginHook,
  type CollectionBeforeOperationHook,
  type PayloadRequest,
} from 'payload'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { CLIENT_ADDRESS } from '../server/client'

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
  try {
    await addresses.consume(signIn.address)
    await pairs.consume(signIn.pair)
    if (!known.has(signIn.pair)) await accounts.consume(signIn.email)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const minutes = Math.max(1, Math.ceil(refused.msBeforeNext / 60_000))
    throw new APIError(
      `Too many failed sign-ins. Try again in ${minutes} min.`,
      429,
      { code: 'too_many_sign_ins' },
      true,
    )
  }
  const found = await req.payload.db.findOne({ collection: 'users', where: { email: { equals: signIn.email } }, req })
  if (!found && typeof password === 'string') await hash(password, randomBytes(32), ITERATIONS, 32, 'sha256')
  return args
}

/** A good sign-in counts for nothing, and makes its address known. */
export const forgetTries: CollectionAfterLoginHook = async ({ req, user }) => {
  const signIn = signInOf(req, (user as { email?: unknown }).email)
  if (!signIn) return
  await Promise.all([pairs.delete(signIn.pair), addresses.reward(signIn.address)])
  if (!known.has(signIn.pair)) await accounts.reward(signIn.email)
  if (known.size >= KNOWN_PAIRS) known.clear()
  known.add(signIn.pair)
}
