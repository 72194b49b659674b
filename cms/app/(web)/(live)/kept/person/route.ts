import config from '@payload-config'
import { headers } from 'next/headers'
import { createLocalReq, getPayload, type TypedUser } from 'payload'
import { accountOf } from '../../../../../access/account-of'
import { identityOf } from '../../../../../access/identity'
import { recordAudit } from '../../../../../audit/record'
import { erasePerson } from '../../../../../privacy/erase'
import { readKept } from '../../../../../privacy/export'
import { type Person, personSchema } from '../../../../../privacy/person'
import { siteFor } from '../site-for'

export const dynamic = 'force-dynamic'

const FRESH = { 'Cache-Control': 'no-store' }

const refuse = (status: number, code: string, message: string) =>
  Response.json({ error: { code, message } }, { status, headers: FRESH })

interface Asked {
  readonly payload: Awaited<ReturnType<typeof getPayload>>
  readonly user: TypedUser
  readonly tenant: string
  readonly person: Person
}

/** Who asks, and about whom: in the body, so that no address with a telephone number stands in a log. */
async function asked(request: Request): Promise<Asked | Response> {
  const payload = await getPayload({ config })
  const user = await accountOf(payload, await headers())
  const who = identityOf(user)
  if (!user || !who) return refuse(401, 'unauthorized', 'Sign in to read what is kept of people.')
  if (who.kind !== 'user' || who.role !== 'admin')
    return refuse(403, 'forbidden', 'What is kept of people is for administrators of the site.')
  const site = new URL(request.url).searchParams.get('site')
  const at = await siteFor(payload, who.tenant, site)
  if (!at) return refuse(403, 'forbidden', 'That site is not yours to read.')
  const person = personSchema.safeParse(await request.json().catch(() => null))
  if (!person.success) return refuse(400, 'bad_body', 'Give a telephone number or a plate: { by, value }.')
  return { payload, user, tenant: at.tenantId, person: person.data }
}

/** All that the site keeps of a person; the trail says that it was looked up, not whose. */
export async function POST(request: Request): Promise<Response> {
  const about = await asked(request)
  if (about instanceof Response) return about
  const { payload, user, tenant, person } = about
  const kept = await readKept(payload, tenant, person)
  await recordAudit(await createLocalReq({ user }, payload), {
    kind: 'person_read',
    tenant,
    subject: person.by === 'phone' ? 'Somebody, by a telephone number' : 'Somebody, by a plate',
    after: `orders: ${kept.counts.orders}`,
  })
  return Response.json(kept, { headers: FRESH })
}

/** Erases a person from the site. */
export async function DELETE(request: Request): Promise<Response> {
  const about = await asked(request)
  if (about instanceof Response) return about
  return Response.json(await erasePerson(about, about.person), { headers: FRESH })
}
