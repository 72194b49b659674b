import type { Payload, Where } from 'payload'
import { MOST_PEOPLE, type People } from '@/lib/domain/people'
import { type Member, type Position, personActor } from '@/lib/domain/team'

/**
 * Who may have acted at a site, for its own staff: names and nothing else, for no customer and no board.
 *
 * @param tenant the site; `null` for all of them
 */
export async function readPeople(payload: Payload, tenant: string | null): Promise<People> {
  // An administrator of all sites acts at each of them.
  const where: Where = tenant === null ? {} : { or: [{ tenant: { equals: tenant } }, { tenant: { exists: false } }] }
  // Read for the server itself: whoever may see what was done may see who did it, and not that person's account.
  const { docs } = await payload.find({
    collection: 'users',
    where,
    limit: MOST_PEOPLE,
    pagination: false,
    depth: 0,
    select: { name: true },
  })
  const signedIn = docs.flatMap(({ id, name }) => (name ? [[`user:${id}`, name] as const] : []))
  const standing = (await readRows(payload, tenant)).map(({ id, name }) => [personActor(id), name] as const)
  return Object.fromEntries([...signedIn, ...standing])
}

/** Who works at a site now. */
export async function readTeam(payload: Payload, tenant: string): Promise<Member[]> {
  const rows = await readRows(payload, tenant)
  return rows
    .filter(({ hasLeft }) => !hasLeft)
    .map(({ id, name, position, pinSetAt }) => ({
      personId: String(id),
      name,
      position,
      pinSetAt: pinSetAt ? new Date(pinSetAt).toISOString() : null,
    }))
}

interface MemberRow {
  readonly id: number
  readonly name: string
  readonly position: Position
  readonly pinSetAt?: string | null
  readonly hasLeft?: boolean | null
}

/** Those who have left too: what they did keeps their name. */
async function readRows(payload: Payload, tenant: string | null): Promise<MemberRow[]> {
  const { docs } = await payload.find({
    collection: 'team',
    where: tenant === null ? {} : { tenant: { equals: tenant } },
    sort: 'name',
    limit: MOST_PEOPLE,
    pagination: false,
    depth: 0,
    select: { name: true, position: true, pinSetAt: true, hasLeft: true },
  })
  return docs
}
