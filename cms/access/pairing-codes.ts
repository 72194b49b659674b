import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Payload, PayloadRequest } from 'payload'
import { z } from 'zod'
import { pairingCodeSchema } from '@/lib/domain/pairing'
import { DEFAULT_TENANT } from '@/lib/domain/site'
import { slugSchema } from '@/lib/domain/values'
import { recordAudit } from '../audit/record'
import { refuse } from '../server/refuse'
import { identityOf } from './identity'
import { requireAccount } from './keys'

/** How long a code is good, and wrong tries are remembered. */
export const SECONDS = 10 * 60

/** No site has this name: what was redeemed is counted among the server's own counters. */
export const SERVER = '*'
const PREFIX = 'pairing '

/** What is left to be chosen at the machine: a role and what belongs to it, or which bay. */
export const openSchema = z.strictObject({ tenant: slugSchema, role: z.literal('bay').nullable() })

/** A code that waits for its machine. The digits are not kept as they are: the server's secret is needed to read them. */
const recordSchema = z.object({
  hash: z.string(),
  /** The digits, to prove by them that this is the server. */
  sealed: z.string(),
  /** ISO 8601. */
  until: z.iso.datetime(),
  /** Who made it, as the audit trail names them. */
  madeBy: z.string(),
  open: openSchema.optional(),
})

export interface LiveCode extends z.infer<typeof recordSchema> {
  /** What it is of: the row id of its station, as text, or an id of its own where the station is chosen at the machine. */
  readonly of: string
}

interface NewCode {
  readonly code: string
  /** ISO 8601. */
  readonly expiresAt: string
}

/** Of digits and keys that are not kept themselves. */
export const keyedHash = ({ secret }: Payload, what: string) => createHmac('sha256', secret).update(what).digest('hex')

export const hashOf = (payload: Payload, code: string) => keyedHash(payload, `pairing code ${code}`)

const sealingKey = ({ secret }: Payload) => createHmac('sha256', secret).update('pairing codes').digest()

function seal(payload: Payload, code: string): string {
  const start = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(payload), start)
  return Buffer.concat([start, cipher.update(code), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

export function unseal(payload: Payload, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const cipher = createDecipheriv('aes-256-gcm', sealingKey(payload), bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString()
}

/** What is kept under names that begin alike and is still good; older ones are forgotten on the way. */
export async function keptUntil<Schema extends z.ZodType<{ until: string }>>(
  { kv }: Payload,
  prefix: string,
  schema: Schema,
): Promise<(z.infer<Schema> & { readonly key: string })[]> {
  const live = []
  for (const key of (await kv.keys()).filter((each) => each.startsWith(prefix))) {
    const { data } = schema.safeParse(await kv.get(key))
    if (data && Date.parse(data.until) > Date.now()) live.push({ ...data, key: key.slice(prefix.length) })
    else await kv.delete(key)
  }
  return live
}

/** The codes that are still good. */
export const liveCodes = async (payload: Payload): Promise<LiveCode[]> =>
  (await keptUntil(payload, PREFIX, recordSchema)).map(({ key, ...code }) => ({ ...code, of: key }))

export const forgetCode = ({ kv }: Payload, { of }: LiveCode): Promise<void> => kv.delete(`${PREFIX}${of}`)

/** Makes six digits that no other code has, in place of those it had. */
async function keepCode(req: PayloadRequest, of: string, open?: z.infer<typeof openSchema>): Promise<NewCode> {
  const { payload } = req
  const taken = (await liveCodes(payload)).map(({ hash }) => hash)
  let code: string
  do code = String(randomInt(1_000_000)).padStart(6, '0')
  while (taken.includes(hashOf(payload, code)))
  const expiresAt = new Date(Date.now() + SECONDS * 1000).toISOString()
  const madeBy = identityOf(req.user)?.actor ?? 'system'
  const kept = { hash: hashOf(payload, code), sealed: seal(payload, code), until: expiresAt, madeBy }
  await payload.kv.set(`${PREFIX}${of}`, open ? { ...kept, open } : kept)
  return { code: pairingCodeSchema.parse(code), expiresAt }
}

/** A code for a station in place of the one it had. */
export async function makeCode(req: PayloadRequest): Promise<NewCode> {
  const id = await requireAccount(req, 'stations')
  const { tenant, name } = await req.payload.findByID({ collection: 'stations', id, depth: 0, req })
  const after = 'pairing code: a new one'
  await recordAudit(req, { kind: 'account_changed', tenant, subject: `Station ${name}`, after })
  return keepCode(req, String(id))
}

/** Nobody's name yet, in the audit trail. */
export const NEW_STATION = 'New station'

const openBodySchema = openSchema.partial({ tenant: true })

/** A code for a station that does not exist yet: what it is for is chosen at the machine. */
export async function makeOpenCode(req: PayloadRequest): Promise<NewCode & { readonly id: string }> {
  const who = identityOf(req.user)
  if (who?.role !== 'admin') throw refuse(403, 'forbidden', 'Only an administrator makes codes.')
  const { data } = openBodySchema.safeParse(await req.json?.().catch(() => null))
  if (!data) throw refuse(400, 'bad_body', 'Send a role: "bay", or null where the machine is to choose that too.')
  const tenant = data.tenant ?? who.tenant ?? DEFAULT_TENANT
  const where = { tenantId: { equals: tenant } }
  const { totalDocs } = await req.payload.count({ collection: 'tenants', where, req, overrideAccess: false })
  if (totalDocs === 0) throw refuse(404, 'not_found', 'There is no such site of yours.')
  const chosen = data.role === null ? 'role and bay' : 'the bay'
  const after = `pairing code: a new one, ${chosen} chosen at the machine`
  await recordAudit(req, { kind: 'account_changed', tenant, subject: NEW_STATION, after })
  const id = randomUUID()
  return { id, ...(await keepCode(req, id, { tenant, role: data.role })) }
}
