import type { PayloadRequest } from 'payload'
import type { Actor } from '@/lib/domain'
import { type Position, personActor } from '@/lib/domain/team'

/** Somebody of the team that a command names. */
export interface ActingPerson {
  /** As the log calls them. */
  readonly actor: string
  readonly position: Position
  readonly hasLeft: boolean
}

interface Row {
  readonly id: number
  readonly position: Position
  readonly hasLeft?: boolean | null
}

/**
 * The person of the site's team with this id, whether or not they still work there; `null` where there is none. The station is
 * believed that it was them: nothing else could tell.
 */
export async function actingPerson(
  req: PayloadRequest,
  { tenantId, role }: Pick<Actor, 'tenantId' | 'role'>,
  personId: string | undefined,
): Promise<ActingPerson | null> {
  // A customer acts as nobody else.
  if (personId === undefined || !/^\d+$/.test(personId) || role === 'customer') return null
  const row = await req.payload.db.findOne<Row>({
    collection: 'team',
    where: { and: [{ id: { equals: personId } }, { tenant: { equals: tenantId } }] },
    req,
  })
  return row && { actor: personActor(row.id), position: row.position, hasLeft: row.hasLeft ?? false }
}
