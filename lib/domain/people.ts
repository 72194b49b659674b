import { z } from 'zod'
import { type Member, memberSchema } from './team'

/** Most people a site tells of. */
export const MOST_PEOPLE = 500

/**
 * `GET /api/v1/sync/people`: names of those whom events call `user:<id>` or `person:<id>`, for the people and desks of their
 * site, and who works there, for its bays too. Someone without a name is not there.
 */
export const peopleSchema = z.object({
  people: z.array(z.object({ actor: z.string().max(128), name: z.string().max(200) })).max(2 * MOST_PEOPLE),
  /** Who may stand at a station now; older servers do not say. */
  team: z.array(memberSchema).max(MOST_PEOPLE).default([]),
})

/** Names by what the log calls their owners. */
export type People = Readonly<Record<string, string>>

/** Who acts at a site, by name, and who works there. */
export interface SitePeople {
  readonly names: People
  readonly team: readonly Member[]
}

export const NOBODY_KNOWN: SitePeople = { names: {}, team: [] }

/** @throws ZodError when it is not what the server sends */
export function readSitePeople(body: unknown): SitePeople {
  const { people, team } = peopleSchema.parse(body)
  return { names: Object.fromEntries(people.map(({ actor, name }) => [actor, name])), team }
}
