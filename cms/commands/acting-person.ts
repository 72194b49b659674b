import type { PayloadRequest } from 'payload'
import type { Colleague, Command, Position } from '@/lib/domain'
import { PERSON_ROLES } from '@/lib/domain/roles'
import type { Named } from '@/lib/domain/rules/standing'
import type { SiteActor } from '../access/actor-of'
import type { ShownPins } from '../access/shown-pins'
import { isRowId } from '../documents/row'

interface Row {
  readonly id: number
  readonly name: string
  readonly position: Position
  readonly pinSetAt?: string | null
  readonly hasLeft?: boolean | null
}

/**
 * Whom a command names of the site's team. A station is believed, as nothing else could tell; at a sign-in by name somebody
 * is believed to have approved who showed their PIN in it, and to be trusted with more than it by the same.
 */
export async function namedIn(
  req: PayloadRequest,
  { tenantId, role }: Pick<SiteActor, 'tenantId' | 'role'>,
  { person, approvedBy }: Pick<Command, 'person' | 'approvedBy'>,
  { shown, actedAt }: { readonly shown: ShownPins; readonly actedAt: number },
): Promise<Named> {
  // A customer acts as nobody else, and is approved by nobody.
  if (role === 'customer') return { person: null, approver: null }
  const who = await standing(req, tenantId, person)
  const approver = await standing(req, tenantId, approvedBy)
  if (!PERSON_ROLES.some((signedIn) => signedIn === role)) return { person: who, approver }
  const stands = who !== null && showed(who, tenantId, shown.stands)
  const approves = (by: Colleague) =>
    (stands && by.personId === who.personId) || showed(by, tenantId, (pin) => shown.approves(pin, actedAt))
  return {
    person: who && { ...who, isUnproven: !stands },
    approver: approver && approves(approver) ? approver : null,
  }
}

function showed(
  { personId, pinSetAt }: Colleague,
  tenant: string,
  by: (shown: Parameters<ShownPins['stands']>[0]) => boolean,
): boolean {
  return pinSetAt !== null && by({ tenant, personId, pinSetAt })
}

/** Somebody of the team, whether or not they still work there; `null` where there is nobody of that id. */
async function standing(
  req: PayloadRequest,
  tenantId: string,
  personId: string | undefined,
): Promise<Colleague | null> {
  if (personId === undefined || !isRowId(personId)) return null
  const row = await req.payload.db.findOne<Row>({
    collection: 'team',
    where: { and: [{ id: { equals: personId } }, { tenant: { equals: tenantId } }] },
    req,
  })
  if (!row) return null
  const { name, position, pinSetAt = null, hasLeft } = row
  return { personId, name, position, pinSetAt, hasLeft: hasLeft ?? false }
}
