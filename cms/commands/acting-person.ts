import type { PayloadRequest } from 'payload'
import type { Actor, Colleague, Command, Position } from '@/lib/domain'
import type { Named } from '@/lib/domain/rules/standing'
import { isRowId } from '../documents/row'

interface Row {
  readonly id: number
  readonly name: string
  readonly position: Position
  readonly pinSetAt?: string | null
  readonly hasLeft?: boolean | null
}

/** Whom a command names of the site's team. The station is believed that it was them: nothing else could tell. */
export async function namedIn(
  req: PayloadRequest,
  { tenantId, role }: Pick<Actor, 'tenantId' | 'role'>,
  { person, approvedBy }: Pick<Command, 'person' | 'approvedBy'>,
): Promise<Named> {
  // A customer acts as nobody else, and is approved by nobody.
  if (role === 'customer') return { person: null, approver: null }
  return { person: await standing(req, tenantId, person), approver: await standing(req, tenantId, approvedBy) }
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
