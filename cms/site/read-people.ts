import type { Payload, Where } from 'payload'
import { MOST_PEOPLE, type People } from '@/lib/domain/people'

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
  return Object.fromEntries(docs.flatMap(({ id, name }) => (name ? [[`user:${id}`, name] as const] : [])))
}
