import type { Payload, PayloadRequest, TypedUser } from 'payload'
import { z } from 'zod'
import {
  type Choice,
  type Choices,
  choiceKeySchema,
  choiceSchema,
  type Paired,
  STATION_NAMES,
} from '@/lib/domain/pairing'
import { STATION_ROLES } from '@/lib/domain/roles'
import { freeName } from '@/lib/domain/short-names'
import { recordAudit } from '../audit/record'
import { countUp } from '../commands/counters'
import { inTransaction, inTurnAgain } from '../database'
import { CLIENT_ADDRESS } from '../server/client'
import { refuse } from '../server/refuse'
import { identityOf } from './identity'
import { newKey, setKey } from './keys'
import { keptUntil, keyedHash, NEW_STATION, openSchema, SERVER } from './pairing-codes'
import { admitTry, limitsOf, recordTry } from './pairing-tries'

const PREFIX = 'choice '

/** A machine that has come by its code and is choosing. Its key is kept as a keyed hash alone, which is the record's name. */
const recordSchema = openSchema.extend({
  /** The code's. */
  id: z.string(),
  /** ISO 8601. */
  until: z.iso.datetime(),
  /** Who made the code, as the audit trail names them: in their name the station is made. */
  madeBy: z.string(),
  /** Name of the station that was chosen; `null` until then. */
  station: z.string().nullable(),
})
type Chooser = z.infer<typeof recordSchema>

const nameOf = (payload: Payload, choiceKey: string) => keyedHash(payload, `station choice ${choiceKey}`)

/** Lets the machine that used a code choose what it is for; `null` where another one was faster. */
export async function beginChoice(
  req: PayloadRequest,
  code: Omit<Chooser, 'station'>,
  isFirst: () => Promise<boolean>,
): Promise<{ readonly choiceKey: string } | null> {
  const choiceKey = newKey()
  const { tenant, madeBy } = code
  const after = 'pairing code: used, the machine is choosing'
  const came = await inTransaction(req, async () => {
    if (!(await isFirst())) return false
    await recordAudit(req, { kind: 'account_changed', tenant, subject: NEW_STATION, after, actor: madeBy })
    return true
  })
  if (!came) return null
  await choosers(req.payload)
  await req.payload.kv.set(`${PREFIX}${nameOf(req.payload, choiceKey)}`, { ...code, station: null })
  return { choiceKey }
}

/** Those whose time is not over; the others are forgotten on the way. */
const choosers = (payload: Payload) => keptUntil(payload, PREFIX, recordSchema)

/** How far machines are that choose for themselves, by the ids of their codes. */
export async function choicesAt(payload: Payload, tenant: string): Promise<Record<string, 'choosing' | 'chosen'>> {
  const here = (await choosers(payload)).filter((each) => each.tenant === tenant)
  return Object.fromEntries(here.map(({ id, station }) => [id, station === null ? 'choosing' : 'chosen']))
}

const bodySchema = z.union([
  z.strictObject({ choiceKey: choiceKeySchema }),
  ...choiceSchema.options.map((each) => each.extend({ choiceKey: choiceKeySchema })),
])

const over = () => refuse(410, 'choice_over', 'The ten minutes are over. Ask an administrator for a new code.')
const alreadyChosen = () =>
  refuse(
    409,
    'already_chosen',
    'This was chosen already. Where its answer was lost, ask an administrator for a new code.',
  )

/** Tells what there is to choose, or makes the station that was chosen. @throws APIError with a code */
export async function takeChoice(req: PayloadRequest, body: unknown): Promise<Choices | Paired> {
  const { data } = bodySchema.safeParse(body)
  if (!data) throw refuse(400, 'bad_body', 'Send the key of a choice, alone or with a role and a bay.')
  const { choiceKey, ...choice } = data
  const chooser = await findChooser(req, choiceKey)
  if (chooser.station !== null) throw alreadyChosen()
  const choices = await choicesOf(req, chooser)
  return 'role' in choice ? makeChosen(req, { chooser, choiceKey, choice, choices }) : choices
}

/** Counts wrong keys by address; of all addresses they are not counted, so that no stranger keeps a machine from choosing. */
async function findChooser(req: PayloadRequest, choiceKey: string): Promise<Chooser> {
  const { payload } = req
  const { address: limiter } = limitsOf(payload)
  const address = req.headers.get(CLIENT_ADDRESS) ?? ''
  await admitTry(req, [[limiter, address]])
  const { data } = recordSchema.safeParse(await payload.kv.get(`${PREFIX}${nameOf(payload, choiceKey)}`))
  if (!data) {
    await recordTry(req, 'sign_in_failed')
    throw over()
  }
  await limiter.reward(address)
  if (Date.parse(data.until) <= Date.now()) throw over()
  return data
}

async function choicesOf({ payload }: PayloadRequest, { tenant, role, until }: Chooser): Promise<Choices> {
  const where = { tenant: { equals: tenant } }
  const asked = { depth: 0, pagination: false, overrideAccess: true } as const
  const [{ docs: sites }, { docs: bays }, { docs: stations }] = await Promise.all([
    payload.find({ collection: 'tenants', where: { tenantId: { equals: tenant } }, ...asked }),
    payload.find({ collection: 'bays', where, sort: 'position', ...asked }),
    payload.find({ collection: 'stations', where: { and: [where, { role: { equals: 'bay' } }] }, ...asked }),
  ])
  return {
    site: sites[0]?.name ?? tenant,
    secondsLeft: Math.max(0, Math.floor((Date.parse(until) - Date.now()) / 1000)),
    roles: role === null ? [...STATION_ROLES] : [role],
    bays: bays.map(({ bayId, name }) => ({
      bayId,
      name,
      stations: stations.filter(({ bay }) => bay === bayId).map((station) => station.name),
    })),
  }
}

interface Chosen {
  readonly chooser: Chooser
  readonly choiceKey: string
  readonly choice: Choice
  readonly choices: Choices
}

/** Makes the station in the name of whoever made the code, who must still be allowed to, and gives its key, once. */
async function makeChosen(req: PayloadRequest, { chooser, choiceKey, choice, choices }: Chosen): Promise<Paired> {
  const { payload } = req
  const { role, bay } = choice
  const { tenant } = chooser
  if (!choices.roles.includes(role)) throw refuse(400, 'not_offered', 'The code does not leave this role to be chosen.')
  if (role === 'bay' && !choices.bays.some(({ bayId }) => bayId === bay))
    throw refuse(400, 'no_such_bay', 'There is no such bay at the site. Look at the list again.')
  const user = await makerOf(payload, chooser)
  if (!user) throw over()
  const apiKey = newKey()
  const hash = nameOf(payload, choiceKey)
  const name = await inTurnAgain({ payload, user, tenant }, async (turn) => {
    if ((await countUp(turn, SERVER, `choice ${hash.slice(0, 16)} ${chooser.until}`)) !== 1) throw alreadyChosen()
    const asked = { where: { tenant: { equals: tenant } }, depth: 0, pagination: false, req: turn } as const
    const { docs } = await payload.find({ collection: 'stations', ...asked })
    const free = freeName(bay ?? STATION_NAMES[role], new Set(docs.map((each) => each.name)))
    const data = { name: free, role, bay, tenant }
    const { id } = await payload.create({ collection: 'stations', data, depth: 0, req: turn, overrideAccess: false })
    await setKey(turn, 'stations', id, apiKey, { after: `by pairing code, chosen at the machine: ${bay ?? role}` })
    return free
  })
  await payload.kv.set(`${PREFIX}${hash}`, { ...chooser, station: name })
  return { apiKey, name, role, bay }
}

/** Whoever made the code, where they are still an administrator of its site. */
async function makerOf(payload: Payload, { madeBy, tenant }: Chooser): Promise<TypedUser | null> {
  const [, id] = /^user:(.+)$/.exec(madeBy) ?? []
  if (!id) return null
  const found = await payload.findByID({ collection: 'users', id, depth: 0, disableErrors: true })
  if (!found) return null
  const user: TypedUser = { ...found, collection: 'users' }
  const who = identityOf(user)
  return who?.role === 'admin' && (who.tenant === null || who.tenant === tenant) ? user : null
}
