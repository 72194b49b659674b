import type { SignedIn } from '../../person/signed-in'

/** Names of those whom events name as `user:<id>`, by that name; only of people this person may read. */
export type People = Readonly<Record<string, string>>

const PEOPLE_LIMIT = 200

export async function readPeople({ payload, user }: SignedIn): Promise<People> {
  const { docs } = await payload.find({
    collection: 'users',
    limit: PEOPLE_LIMIT,
    pagination: false,
    depth: 0,
    overrideAccess: false,
    user,
  })
  return Object.fromEntries(docs.map(({ id, name, email }) => [`user:${id}`, name || email]))
}
