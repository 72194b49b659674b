import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import {
  APIError,
  AuthenticationError,
  type CollectionAfterLoginHook,
  type CollectionBeforeOperationHook,
  type Payload,
  type PayloadRequest,
} from 'payload'
import { recordLimited } from '../audit/sign-ins'
import { type Limiter, limits, spend } from '../database'
import { CLIENT_ADDRESS } from '../server/client'
import { hashingTurns } from './hashing-turns'

const WINDOW_SECONDS = 5 * 60
/** Failed tries in a window: of one address for one account, of one address, for one account from all addresses. */
const TRIES = { pair: 10, address: 30, account: 100 }
/** How long an address is known that an account has signed in from: guesses made elsewhere do not keep its owner out. */
const KNOWN_SECONDS = 14 * 24 * 60 * 60

/** Passwords that somebody sets in a window: each is hashed, and on SQLite nobody else writes meanwhile. */
const PASSWORDS = 10

type SignInLimits = Record<keyof typeof TRIES | 'known' | 'passwords', Limiter>
const made = new WeakMap<Payload, SignInLimits>()

function limitsOf(payload: Payload): SignInLimits {
  const existing = made.get(payload)
  if (existing) return existing
  const limiter = (name: string, points: number, seconds = WINDOW_SECONDS) =>
    limits(payload).limiter({ name: `sign-ins ${name}`, points, seconds })
  const all = {
    pair: limiter('pair', TRIES.pair),
    address: limiter('address', TRIES.address),
    account: limiter('account', TRIES.account),
    known: limiter('known', 1, KNOWN_SECONDS),
    passwords: limiter('passwords', PASSWORDS),
  }
  made.set(payload, all)
  return all
}

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
  const refused = await reached(limitsOf(req.payload), signIn)
  if (refused) {
    if (refused.first) await recordLimited(req, email)
    throw tooMany(req, 'failed sign-ins', 'too_many_sign_ins', refused.msBeforeNext)
  }
  // No account is called so, and PostgreSQL does not even look.
  if (signIn.email.includes('\0')) throw new AuthenticationError(req.t)
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

/** Before a new password is hashed: whoever may change their own could keep the server at it. */
export const limitPasswords: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  const { data, overrideAccess } = args as { data?: { password?: unknown }; overrideAccess?: boolean }
  if (operation !== 'update' || overrideAccess || !data?.password || !req.user) return args
  const { passwords } = limitsOf(req.payload)
  const { isBeyond, msBeforeNext } = await spend(passwords, `${req.user.collection} ${req.user.id}`)
  if (isBeyond) throw tooMany(req, 'new passwords', 'too_many_passwords', msBeforeNext)
  return args
}

function tooMany(req: PayloadRequest, what: string, code: string, msBeforeNext: number): APIError {
  const minutes = Math.max(1, Math.ceil(msBeforeNext / 60_000))
  req.responseHeaders = new Headers({ 'Retry-After': String(minutes * 60) })
  return new APIError(`Too many ${what}. Try again in ${minutes} min.`, 429, { code }, true)
}

/** Counts a try; the limit it is beyond, if any, and whether it is the first beyond it. */
async function reached(tries: SignInLimits, signIn: SignIn): Promise<{ msBeforeNext: number; first: boolean } | null> {
  const isKnown = await tries.known.get(signIn.pair)
  const counted = [
    [tries.address, signIn.address],
    [tries.pair, signIn.pair],
    ...(isKnown ? [] : [[tries.account, signIn.email] as const]),
  ] as const
  for (const [limiter, key] of counted) {
    const { isBeyond, msBeforeNext, consumedPoints } = await spend(limiter, key)
    if (isBeyond) return { msBeforeNext, first: consumedPoints === limiter.points + 1 }
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
  const { pair, address, account, known } = limitsOf(req.payload)
  await Promise.all([pair.delete(signIn.pair), address.reward(signIn.address)])
  if (!(await known.get(signIn.pair))) await account.reward(signIn.email)
  await known.set(signIn.pair, 1, KNOWN_SECONDS)
}
