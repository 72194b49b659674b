import { randomUUID, timingSafeEqual } from 'node:crypto'
import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { type Paired, pairingCodeSchema } from '@/lib/domain/pairing'
import { MOST_OFFERS, offerFor } from '@/lib/pake/code-proof'
import { waitForTurn } from '../collections/take-turn'
import { countUp } from '../commands/counters'
import { inTransaction, spend } from '../database'
import { CLIENT_ADDRESS } from '../server/client'
import { getFront } from '../server/front'
import { refuse } from '../server/refuse'
import { newKey, setKey } from './keys'
import { forgetCode, hashOf, type LiveCode, liveCodes, makeCode, makeOpenCode, SERVER, unseal } from './pairing-codes'
import { admitTry, EVERYWHERE, limitsOf, recordTry } from './pairing-tries'
import { beginChoice, takeChoice } from './station-choice'

const wrongCode = () =>
  refuse(404, 'wrong_code', 'There is no such code. It may be mistyped, used, or older than ten minutes.')

/** What a try is made at: all codes that are good, and those of them that may still be tried. */
interface Try {
  readonly address: string
  readonly live: readonly LiveCode[]
  readonly usable: readonly LiveCode[]
}

const nameOf = ({ of, hash }: LiveCode) => `${of} ${hash}`

/** Counts a try at every code there is. @throws 429 `too_many_tries` */
async function beginTry(req: PayloadRequest): Promise<Try> {
  const address = req.headers.get(CLIENT_ADDRESS) ?? ''
  const { code: limiter, address: ofAddress, all } = limitsOf(req.payload)
  await admitTry(req, [
    [ofAddress, address],
    [all, EVERYWHERE],
  ])
  const live = await liveCodes(req.payload)
  const mayBe = await Promise.all(live.map(async (each) => !(await spend(limiter, nameOf(each))).isBeyond))
  return { address, live, usable: live.filter((_, index) => mayBe[index]) }
}

/** Whether a code still waits for its machine: since a try began another may have taken its place, or time have run out. */
const isLive = async ({ payload }: PayloadRequest, code: LiveCode): Promise<boolean> =>
  (await liveCodes(payload)).some((each) => nameOf(each) === nameOf(code))

/** What a machine that knows the digits is given: the key of their station, or one with which it chooses what it is for. */
type Answer = Paired | { readonly choiceKey: string }

/** Gives it to one machine, once. @throws 404 `wrong_code` */
async function redeem(req: PayloadRequest, { address, live }: Try, found: LiveCode | undefined): Promise<Answer> {
  const { payload } = req
  const tries = limitsOf(payload)
  const answer = found && (await isLive(req, found)) ? await answerOnce(req, found) : null
  if (!found || !answer) {
    await recordTry(req, 'sign_in_failed')
    throw wrongCode()
  }
  await Promise.all([
    forgetCode(payload, found),
    tries.address.reward(address),
    tries.all.reward(EVERYWHERE),
    ...live.filter((each) => each !== found).map((each) => tries.code.reward(nameOf(each))),
  ])
  return answer
}

/** For a machine that sends the digits themselves: over a certificate it knows already, or on this very machine. */
async function redeemDigits(req: PayloadRequest, code: string) {
  const attempt = await beginTry(req)
  const hash = Buffer.from(hashOf(req.payload, code))
  const found = attempt.usable.find((each) => timingSafeEqual(Buffer.from(each.hash), hash))
  return redeem(req, attempt, found)
}

/** An exchange of proofs that waits for its end. */
interface OpenExchange extends Try {
  readonly candidates: readonly { readonly code: LiveCode; readonly accepts: (proof: string) => boolean }[]
  readonly timer: NodeJS.Timeout
}

/** Milliseconds: the machine ends it at once. */
const EXCHANGE_MS = 30_000
/** By their ids. They are tries, so no more than thirty can be open. */
const exchanges = new Map<string, OpenExchange>()

/** Proves to a machine that this server knows the digits it was told, and over which certificate. What does not end is a wrong try. */
async function beginExchange(req: PayloadRequest, opening: z.infer<typeof openingSchema>) {
  const fingerprint = getFront()?.fingerprint
  if (!fingerprint) throw refuse(409, 'no_certificate', 'This server does not speak TLS itself; send the code.')
  const attempt = await beginTry(req)
  const newest = attempt.usable.toSorted((a, b) => b.until.localeCompare(a.until)).slice(0, MOST_OFFERS)
  const made = newest.map((code) => ({ code, offer: offerFor(unseal(req.payload, code.sealed), fingerprint, opening) }))
  const candidates = made.flatMap(({ code, offer }) => (offer ? [{ code, ...offer }] : []))
  const exchange = randomUUID()
  const timer = setTimeout(() => {
    exchanges.delete(exchange)
    recordTry(req, 'sign_in_failed').catch(() => undefined)
  }, EXCHANGE_MS).unref()
  exchanges.set(exchange, { ...attempt, candidates, timer })
  return { exchange, offers: candidates.map(({ offer }) => offer) }
}

/** @throws 404 `wrong_code` */
async function endExchange(req: PayloadRequest, { exchange, proof }: z.infer<typeof endingSchema>) {
  const open = exchanges.get(exchange)
  if (!open) throw wrongCode()
  exchanges.delete(exchange)
  clearTimeout(open.timer)
  return redeem(req, open, open.candidates.find(({ accepts }) => accepts(proof))?.code)
}

/** `null` where another machine was faster at any of the servers, or the station is no longer there. */
async function answerOnce(req: PayloadRequest, found: LiveCode): Promise<Answer | null> {
  const { of: id, hash, until, madeBy, open } = found
  const isFirst = async () => (await countUp(req, SERVER, `code ${id} ${hash.slice(0, 16)} ${until}`)) === 1
  if (open) return beginChoice(req, { id, ...open, until, madeBy }, isFirst)
  const apiKey = newKey()
  return inTransaction(req, async () => {
    await waitForTurn(req, 'stations', id)
    const asked = { collection: 'stations', id, depth: 0, req, disableErrors: true } as const
    const station = await req.payload.findByID(asked)
    if (!station || !(await isFirst())) return null
    await setKey(req, 'stations', id, apiKey, { actor: madeBy, after: 'by pairing code' })
    const { name, role, bay } = station
    return { apiKey, name, role, bay: bay ?? null }
  })
}

const openingSchema = z.strictObject({
  session: z.string().regex(/^[\w-]{22}$/),
  share: z.string().regex(/^[\w-]{43}$/),
})
const endingSchema = z.strictObject({ exchange: z.uuid(), proof: z.string().regex(/^[\w-]{86}$/) })
const bodySchema = z.union([z.strictObject({ code: pairingCodeSchema }), openingSchema, endingSchema])

function takeStep(req: PayloadRequest, body: z.infer<typeof bodySchema>): Promise<object> {
  if ('code' in body) return redeemDigits(req, body.code)
  return 'proof' in body ? endExchange(req, body) : beginExchange(req, body)
}

const told = (answer: object, status = 201) =>
  Response.json(answer, { status, headers: { 'Cache-Control': 'no-store' } })

/**
 * `POST /:id/code`, for an administrator: six digits that give one machine the station's key within ten minutes, told once.
 * `POST /code`: six digits for a machine at which it is chosen what it is for; `id` names them, and opens nothing.
 * `POST /pair`, for whoever has them: the key, with what the administrator chose for the machine, or the key of a choice; for the
 * digits themselves, or in two steps that prove to both sides that the other knows them (`lib/pake`).
 * `POST /choose`, for whoever has the key of a choice: what there is to choose from, or, once, the key of the station that was chosen.
 */
export const pairingEndpoints: Omit<Endpoint, 'root'>[] = [
  { path: '/:id/code', method: 'post', handler: async (req) => told(await makeCode(req)) },
  { path: '/code', method: 'post', handler: async (req) => told(await makeOpenCode(req)) },
  {
    path: '/pair',
    method: 'post',
    handler: async (req) => {
      const parsed = bodySchema.safeParse(await req.json?.().catch(() => null))
      if (!parsed.success)
        throw refuse(400, 'bad_body', 'Send a code of six digits, or what an exchange of proofs takes.')
      return told(await takeStep(req, parsed.data))
    },
  },
  {
    path: '/choose',
    method: 'post',
    handler: async (req) => {
      const answer = await takeChoice(req, await req.json?.().catch(() => null))
      return told(answer, 'apiKey' in answer ? 201 : 200)
    },
  },
]
