import type { CollectionBeforeChangeHook, Payload, Where } from 'payload'
import { personPinSchema } from '@/lib/domain/team'
import { hashPin, isPinHash, verifyPin } from '@/lib/pins/pin-hash'
import { sayInPanel } from '../admin/words/texts'
import type { Asked } from '../collections/fields'
import { type Limiter, limits, type Spent, spend, spentOf } from '../database'
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
  | { readonly kind: 'wait' | 'busy'; readonly seconds: number }

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

const wait = ({ msBeforeNext }: Pick<Spent, 'msBeforeNext'>): PinAnswer => ({
  kind: 'wait',
  seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
})

/**
 * Whether it is the PIN of somebody who works at the site. Each try counts before it is compared, so that many at once are no way
 * around; one that then could not be compared (`busy`) or had to `wait` counts for nothing, and takes no turn from others.
 */
export async function checkPin(payload: Payload, { tenant, personId, pin, account }: PinTry): Promise<PinAnswer> {
  const here: Where[] = [{ tenant: { equals: tenant } }, { hasLeft: { not_equals: true } }]
  const row = isRowId(personId)
    ? await payload.db.findOne<Row>({ collection: 'team', where: { and: [{ id: { equals: personId } }, ...here] } })
    : null
  const { pinHash, pinSetAt } = row ?? {}
  if (!pinHash || !pinSetAt || !isPinHash(pinHash)) return { kind: 'nobody' }
  const tries = limitsOf(payload)
  const pair = `${account} ${personId}`
  const counted = [[tries.account, pair] as const, [tries.person, personId] as const]
  for (const [limiter, key] of counted) {
    const spent = await spentOf(limiter, key)
    if (spent) return wait(spent)
  }
  const busy: PinAnswer = { kind: 'busy', seconds: BUSY_SECONDS }
  // Before the try is counted: whoever gets no turn is not compared.
  const end = await hashingTurns.take()
  if (!end) return busy
  const giveBack: (() => Promise<unknown>)[] = []
  let isCompared = false
  try {
    for (const [limiter, key] of counted) {
      const spent = await spend(limiter, key)
      if (spent.isBeyond) return wait(spent)
      giveBack.push(() => limiter.reward(key))
    }
    const isRight = await verifyPin(pin, pinHash)
    isCompared = true
    if (!isRight) return { kind: 'wrong' }
  } catch (err) {
    payload.logger.error({ err, msg: 'A PIN could not be compared' })
    return busy
  } finally {
    end()
    if (!isCompared) await Promise.all(giveBack.map((give) => give()))
  }
  await Promise.all([tries.account.delete(pair), tries.person.reward(personId)])
  return { kind: 'right', pinSetAt: new Date(pinSetAt).toISOString() }
}
