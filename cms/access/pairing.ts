import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { APIError, type Endpoint, type Payload, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { pairingCodeSchema } from '@/lib/domain/pairing'
import { recordAudit } from '../audit/record'
import { countUp } from '../commands/counters'
import { inTransaction, type Limiter, limits, spend } from '../database'
import { CLIENT_ADDRESS } from '../server/client'
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

/** A code that waits for its machine. The digits themselves are not kept. */
const recordSchema = z.object({
  hash: z.string(),
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
  await payload.kv.set(`${PREFIX}${station}`, { hash: hashOf(payload, code), until: expiresAt, madeBy })
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

/** Gives the machine that knows a code the key of the code's station, once. @throws 404 `wrong_code`, 429 `too_many_tries` */
async function redeem(req: PayloadRequest, code: string) {
  const { payload } = req
  const tries = limitsOf(payload)
  const address = req.headers.get(CLIENT_ADDRESS) ?? ''
  await admitTry(req, address)
  const live = await liveCodes(payload)
  const nameOf = ({ station, hash }: LiveCode) => `${station} ${hash}`
  const usable = await Promise.all(
    live.map(async (each) => ((await spend(tries.code, nameOf(each))).isBeyond ? null : each)),
  )
  const hash = Buffer.from(hashOf(payload, code))
  const found = usable.find((each) => each && timingSafeEqual(Buffer.from(each.hash), hash))
  const apiKey = newKey()
  if (!found || !(await giveKey(req, found, apiKey))) {
    await recordTry(req, 'sign_in_failed')
    throw wrongCode()
  }
  const others = live.filter((each) => each !== found)
  await Promise.all([
    payload.kv.delete(`${PREFIX}${found.station}`),
    tries.address.reward(address),
    tries.all.reward(EVERYWHERE),
    ...others.map((each) => tries.code.reward(nameOf(each))),
  ])
  const { name, role, bay } = await payload.findByID({ collection: 'stations', id: found.station, depth: 0, req })
  return { apiKey, name, role, bay: bay ?? null }
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

const bodySchema = z.strictObject({ code: pairingCodeSchema })

/**
 * `POST /:id/code`, for an administrator: six digits that give one machine the station's key within ten minutes, told once.
 * `POST /pair`, for whoever has them: the key, with what the administrator chose for the machine.
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
      if (!parsed.success) throw refuse(400, 'bad_body', 'Send a code of six digits.')
      const paired = await redeem(req, parsed.data.code)
      return Response.json(paired, { status: 201, headers: { 'Cache-Control': 'no-store' } })
    },
  },
]
