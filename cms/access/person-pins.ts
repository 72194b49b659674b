import type { CollectionBeforeChangeHook, Payload, Where } from 'payload'
import { personPinSchema } from '@/lib/domain/team'
import { hashPin, verifyPin } from '@/lib/pins/pin-hash'
import { sayInPanel } from '../admin/words/texts'
import type { Asked } from '../collections/fields'
import { type Limiter, limits, spend } from '../database'
import { isRowId } from '../documents/row'
import { hashingTurns } from './hashing-turns'

/**
 * Wrong tries at one person's PIN: of one account, and of all together. One account has fewer in an hour than all of them, so that a
 * station that is guessed at does not lock somebody out elsewhere.
 */
const TRIES = { account: { points: 5, seconds: 15 * 60 }, person: { points: 30, seconds: 60 * 60 } }
const BUSY_SECONDS = 3

/** The first that anybody tries: all digits the same, or a run up or down. */
function isGuessedFirst(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, place) => Number(digit) - Number(pin[place])))
  return steps.size === 1 && [0, 1, -1].some((step) => steps.has(step))
}

/** What the panel says of a PIN; an empty field leaves the one there is. */
export function checkNewPin(value: unknown, { req }: Asked): true | string {
  if (!value) return true
  if (!personPinSchema.safeParse(value).success) return sayInPanel(req.i18n.language, 'Use four to six digits.')
  return isGuessedFirst(String(value))
    ? sayInPanel(req.i18n.language, 'This is what everybody tries first. Choose other digits.')
    : true
}

/** Keeps the hash of a new PIN in its place; what the check refuses is left for it to refuse. */
export const keepPinHash: CollectionBeforeChangeHook = async ({ data, req }) => {
  const { pin, ...rest } = data
  if (!pin || checkNewPin(pin, { req }) !== true) return data
  return { ...rest, pinHash: await hashPin(pin), pinSetAt: new Date().toISOString() }
}

type PinAnswer =
  | { readonly kind: 'right'; readonly pinSetAt: string }
  | { readonly kind: 'wrong' | 'nobody' }
  | { readonly kind: 'wait'; readonly seconds: number }

interface PinTry {
  readonly tenant: string
  readonly personId: string
  readonly pin: string
  /** Whose try it is, as the log names it. */
  readonly account: string
}

interface Row {
  readonly id: number
  readonly pinHash?: string | null
  readonly pinSetAt?: string | null
}

type PinLimits = Record<keyof typeof TRIES, Limiter>
const made = new WeakMap<Payload, PinLimits>()

function limitsOf(payload: Payload): PinLimits {
  const existing = made.get(payload)
  if (existing) return existing
  const limiter = (name: keyof typeof TRIES) => limits(payload).limiter({ name: `pins ${name}`, ...TRIES[name] })
  const all = { account: limiter('account'), person: limiter('person') }
  made.set(payload, all)
  return all
}

/** Whether it is the PIN of somebody who works at the site. Each try counts before it is looked at. */
export async function checkPin(payload: Payload, { tenant, personId, pin, account }: PinTry): Promise<PinAnswer> {
  const here: Where[] = [{ tenant: { equals: tenant } }, { hasLeft: { not_equals: true } }]
  const row = isRowId(personId)
    ? await payload.db.findOne<Row>({ collection: 'team', where: { and: [{ id: { equals: personId } }, ...here] } })
    : null
  if (!row?.pinHash || !row.pinSetAt) return { kind: 'nobody' }
  const tries = limitsOf(payload)
  const counted = [
    [tries.account, `${account} ${personId}`],
    [tries.person, personId],
  ] as const
  for (const [limiter, key] of counted) {
    const { isBeyond, msBeforeNext } = await spend(limiter, key)
    if (isBeyond) return { kind: 'wait', seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) }
  }
  const end = await hashingTurns.take()
  if (!end) return { kind: 'wait', seconds: BUSY_SECONDS }
  try {
    if (!(await verifyPin(pin, row.pinHash))) return { kind: 'wrong' }
  } finally {
    end()
  }
  const [[own, pair], [all]] = counted
  await Promise.all([own.delete(pair), all.reward(personId)])
  return { kind: 'right', pinSetAt: new Date(row.pinSetAt).toISOString() }
}
