import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  randomInt,
  randomUUID,
  timingSafeEqual,
} from 'node:crypto'
import { APIError, type Endpoint, type Payload, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { pairingCodeSchema } from '@/lib/domain/pairing'
import { MOST_OFFERS, offerFor } from '@/lib/pake/code-proof'
import { recordAudit } from '../audit/record'
import { countUp } from '../commands/counters'
import { inTransaction, type Limiter, limits, spend } from '../database'
import { CLIENT_ADDRESS } from '../server/client'
import { getFront } from '../server/front'
import { identityOf } from './identity'
import { newKey, requireAccount, setKey } from './keys'

/** How long a code is good, and wrong tries are remembered. */
const SECONDS = 10 * 60
/**
 * Wrong tries in that time: while one code is good, of one address, and of all addresses at all codes. A wrong try is one at
 * every code there is, for nobody can say which was meant; so that many codes are no easier to guess than one.
 */
const TRIES = { code: 5, address: 5, all: 30 }
const EVERYWHERE = 'everywhere'

/** No site has this name: what was redeemed is counted among the server's own counters. */
const SERVER = '*'
const PREFIX = 'pairing '

/** A code that waits for its machine. The digits are not kept as they are: the server's secret is needed to read them. */
const recordSchema = z.object({
  hash: z.string(),
  /** The digits, to prove by them that this is the server. */
  sealed: z.string(),
  /** ISO 8601. */
  until: z.iso.datetime(),
  /** Who made it, as the audit trail names them. */
  madeBy: z.string(),
})

interface LiveCode extends z.infer<typeof recordSchema> {
  /** Row id of its station, as text. */
  readonly station: string
}

const refuse = (status: number, code: string, message: string) => new APIError(message, status, { code }, true)
const wrongCode = () =>
  refuse(404, 'wrong_code', 'There is no such code. It may be mistyped, used, or older than ten minutes.')

const hashOf = ({ secret }: Payload, code: string) =>
  createHmac('sha256', secret).update(`pairing code ${code}`).digest('hex')

const sealingKey = ({ secret }: Payload) => createHmac('sha256', secret).update('pairing codes').digest()

function seal(payload: Payload, code: string): string {
  const start = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(payload), start)
  return Buffer.concat([start, cipher.update(code), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

function unseal(payload: Payload, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const cipher = createDecipheriv('aes-256-gcm', sealingKey(payload), bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString()
}

/** The codes that are still good; older ones are forgotten on the way. */
async function liveCodes({ kv }: Payload): Promise<LiveCode[]> {
  const live: LiveCode[] = []
  for (const key of (await kv.keys()).filter((each) => each.startsWith(PREFIX))) {
    const { data } = recordSchema.safeParse(await kv.get(key))
    if (data && Date.parse(data.until) > Date.now()) live.push({ ...data, station: key.slice(PREFIX.length) })
    else await kv.delete(key)
  }
  return live
}

/** A code for a station in place of the one it had. */
async function makeCode(req: PayloadRequest, station: number | string): Promise<{ code: string; expiresAt: string }> {
  const { payload } = req
  const taken = (await liveCodes(payload)).map(({ hash }) => hash)
  let code: string
  do code = String(randomInt(1_000_000)).padStart(6, '0')
  while (taken.includes(hashOf(payload, code)))
  const { tenant, name } = await payload.findByID({ collection: 'stations', id: station, depth: 0, req })
  await recordAudit(req, {
    kind: 'account_changed',
    tenant,
    subject: `Station ${name}`,
    after: 'pairing code: a new one',
  })
  const expiresAt = new Date(Date.now() + SECONDS * 1000).toISOString()
  const madeBy = identityOf(req.user)?.actor ?? 'system'
  await payload.kv.set(`${PREFIX}${station}`, {
    hash: hashOf(payload, code),
    sealed: seal(payload, code),
    until: expiresAt,
    madeBy,
  })
  return { code, expiresAt }
}

type PairingLimits = Record<keyof typeof TRIES, Limiter>
const made = new WeakMap<Payload, PairingLimits>()

function limitsOf(payload: Payload): PairingLimits {
  const existing = made.get(payload)
  if (existing) return existing
  const limiter = (name: keyof typeof TRIES) =>
    limits(payload).limiter({ name: `pairing ${name}`, points: TRIES[name], seconds: SECONDS })
  const all = { code: limiter('code'), address: limiter('address'), all: limiter('all') }
  made.set(payload, all)
  return all
}

/** Strangers' tries stand in the trail without what was typed. */
const recordTry = (req: PayloadRequest, kind: 'sign_in_failed' | 'sign_in_limited') =>
  recordAudit(req, { kind, tenant: null, subject: 'pairing code', actor: 'nobody', after: 'wrong code' })

/** Counts a try before its code is looked at, so that many at once are no way around. @throws 429 beyond a limit */
async function admitTry(req: PayloadRequest, address: string): Promise<void> {
  const tries = limitsOf(req.payload)
  for (const [limiter, key] of [
    [tries.address, address],
    [tries.all, EVERYWHERE],
  ] as const) {
    const { isBeyond, msBeforeNext, consumedPoints } = await spend(limiter, key)
    if (!isBeyond) continue
    if (consumedPoints === limiter.points + 1) await recordTry(req, 'sign_in_limited')
    const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
    req.responseHeaders = new Headers({ 'Retry-After': String(seconds) })
    const minutes = Math.ceil(seconds / 60)
    throw refuse(429, 'too_many_tries', `Too many wrong codes. Try again in ${minutes} min, with a new one.`)
  }
}

/** What a try is made at: all codes that are good, and those of them that may still be tried. */
interface Try {
  readonly address: string
  readonly live: readonly LiveCode[]
  readonly usable: readonly LiveCode[]
}

const nameOf = ({ station, hash }: LiveCode) => `${station} ${hash}`

/** Counts a try at every code there is. @throws 429 `too_many_tries` */
async function beginTry(req: PayloadRequest): Promise<Try> {
  const address = req.headers.get(CLIENT_ADDRESS) ?? ''
  await admitTry(req, address)
  const live = await liveCodes(req.payload)
  const { code: limiter } = limitsOf(req.payload)
  const mayBe = await Promise.all(live.map(async (each) => !(await spend(limiter, nameOf(each))).isBeyond))
  return { address, live, usable: live.filter((_, index) => mayBe[index]) }
}

/** Whether a code still waits for its machine: since a try began another may have taken its place, or time have run out. */
const isLive = async ({ payload }: PayloadRequest, code: LiveCode): Promise<boolean> =>
  (await liveCodes(payload)).some((each) => nameOf(each) === nameOf(code))

/** Gives the machine that knows the digits the key of their station, once. @throws 404 `wrong_code` */
async function redeem(req: PayloadRequest, { address, live }: Try, found: LiveCode | undefined) {
  const { payload } = req
  const tries = limitsOf(payload)
  const apiKey = newKey()
  if (!found || !(await isLive(req, found)) || !(await giveKey(req, found, apiKey))) {
    await recordTry(req, 'sign_in_failed')
    throw wrongCode()
  }
  await Promise.all([
    payload.kv.delete(`${PREFIX}${found.station}`),
    tries.address.reward(address),
    tries.all.reward(EVERYWHERE),
    ...live.filter((each) => each !== found).map((each) => tries.code.reward(nameOf(each))),
  ])
  const { name, role, bay } = await payload.findByID({ collection: 'stations', id: found.station, depth: 0, req })
  return { apiKey, name, role, bay: bay ?? null }
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

/** False where another machine was faster at any of the servers, or the station is no longer there. */
const giveKey = (req: PayloadRequest, { station, hash, until, madeBy }: LiveCode, apiKey: string) =>
  inTransaction(req, async () => {
    const there = await req.payload.findByID({
      collection: 'stations',
      id: station,
      depth: 0,
      req,
      disableErrors: true,
    })
    const uses = there ? await countUp(req, SERVER, `code ${station} ${hash.slice(0, 16)} ${until}`) : 0
    if (uses === 1) await setKey(req, 'stations', station, apiKey, { actor: madeBy, after: 'by pairing code' })
    return uses === 1
  })

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

/**
 * `POST /:id/code`, for an administrator: six digits that give one machine the station's key within ten minutes, told once.
 * `POST /pair`, for whoever has them: the key, with what the administrator chose for the machine; for the digits themselves, or in
 * two steps that prove to both sides that the other knows them (`lib/pake`).
 */
export const pairingEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/:id/code',
    method: 'post',
    handler: async (req) => {
      const code = await makeCode(req, await requireAccount(req, 'stations'))
      return Response.json(code, { status: 201, headers: { 'Cache-Control': 'no-store' } })
    },
  },
  {
    path: '/pair',
    method: 'post',
    handler: async (req) => {
      const parsed = bodySchema.safeParse(await req.json?.().catch(() => null))
      if (!parsed.success)
        throw refuse(400, 'bad_body', 'Send a code of six digits, or what an exchange of proofs takes.')
      const answer = await takeStep(req, parsed.data)
      return Response.json(answer, { status: 201, headers: { 'Cache-Control': 'no-store' } })
    },
  },
]
