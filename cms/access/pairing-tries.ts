import type { Payload, PayloadRequest } from 'payload'
import { recordAudit } from '../audit/record'
import { type Limiter, limits, spend } from '../database'
import { refuse } from '../server/refuse'
import { SECONDS } from './pairing-codes'

/**
 * Wrong tries in that time: while one code is good, of one address, and of all addresses at all codes. A wrong try is one at
 * every code there is, for nobody can say which was meant; so that many codes are no easier to guess than one.
 */
const TRIES = { code: 5, address: 5, all: 30 }
export const EVERYWHERE = 'everywhere'

type PairingLimits = Record<keyof typeof TRIES, Limiter>
const made = new WeakMap<Payload, PairingLimits>()

export function limitsOf(payload: Payload): PairingLimits {
  const existing = made.get(payload)
  if (existing) return existing
  const limiter = (name: keyof typeof TRIES) =>
    limits(payload).limiter({ name: `pairing ${name}`, points: TRIES[name], seconds: SECONDS })
  const all = { code: limiter('code'), address: limiter('address'), all: limiter('all') }
  made.set(payload, all)
  return all
}

/** Strangers' tries stand in the trail without what was typed. */
export const recordTry = (req: PayloadRequest, kind: 'sign_in_failed' | 'sign_in_limited') =>
  recordAudit(req, { kind, tenant: null, subject: 'pairing code', actor: 'nobody', after: 'wrong code' })

/** Counts a try before it is looked at, so that many at once are no way around. @throws 429 beyond a limit */
export async function admitTry(
  req: PayloadRequest,
  counted: readonly (readonly [limiter: Limiter, key: string])[],
): Promise<void> {
  for (const [limiter, key] of counted) {
    const { isBeyond, msBeforeNext, consumedPoints } = await spend(limiter, key)
    if (!isBeyond) continue
    if (consumedPoints === limiter.points + 1) await recordTry(req, 'sign_in_limited')
    const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
    req.responseHeaders = new Headers({ 'Retry-After': String(seconds) })
    const minutes = Math.ceil(seconds / 60)
    throw refuse(429, 'too_many_tries', `Too many wrong codes. Try again in ${minutes} min, with a new one.`)
  }
}
