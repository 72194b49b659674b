import { isDeepStrictEqual } from 'node:util'
import type { Endpoint } from 'payload'
import { z } from 'zod'
import { MOST_STEPS } from '@/lib/domain/catalogue'
import { LANGUAGES } from '@/lib/domain/languages'
import { type Names, namesSchema, writtenNameSchema, writtenNamesSchema } from '@/lib/domain/names'
import { minutesSchema, nearestMinutes, slugSchema } from '@/lib/domain/values'
import { identityOf } from '../access/identity'
import { inTransaction, lockTenant } from '../database'
import type { Service } from '../payload-types'
import { readBody, refuse } from '../server/refuse'

const stepSchema = z.strictObject({
  key: slugSchema,
  name: writtenNameSchema,
  names: writtenNamesSchema,
  minutes: minutesSchema,
})

/** The steps of a service as whoever changes them saw them, a name that says nothing too, and as they shall be. */
const changeSchema = z.strictObject({
  from: z.array(stepSchema.extend({ name: z.string() })).max(MOST_STEPS),
  to: z.array(stepSchema).max(MOST_STEPS),
})

/** Names that say of each language what it has: what a write leaves out is kept. */
const inFull = (names: Names) => Object.fromEntries(LANGUAGES.map((language) => [language, names[language] ?? null]))

/** What the washer does for a service, in order; minutes as the price list's readers take them. */
export const stepsOf = ({ steps }: Pick<Service, 'steps'>) =>
  (steps ?? []).map(({ key, name, names, minutes }) => ({
    ...{ key, name, names: namesSchema.parse(names), minutes: nearestMinutes(minutes) },
  }))

/** `POST /api/services/ID/steps`: other steps for a service, unless it has others than were seen. */
export const stepsEndpoint: Omit<Endpoint, 'root'> = {
  path: '/:id/steps',
  method: 'post',
  handler: async (req) => {
    if (identityOf(req.user)?.role !== 'admin') throw refuse(403, 'forbidden', 'Only an administrator changes steps.')
    const { from, to } = await readBody(req, changeSchema)
    const id = Number(req.routeParams?.id)
    const asked = { collection: 'services', id, req, depth: 0, overrideAccess: false } as const
    const noSuch = refuse(404, 'not_found', 'There is no such service at your site.')
    const found = Number.isSafeInteger(id) && (await req.payload.findByID({ ...asked, disableErrors: true }))
    if (!found) throw noSuch
    await inTransaction(req, async () => {
      // Before the steps are read: of two who save at once, the second sees what the first has written.
      await lockTenant(req, found.tenant)
      const service = await req.payload.findByID({ ...asked, disableErrors: true })
      if (!service) throw noSuch
      // Whose answer was lost, or who was quicker than the page is read again, sends what is saved already.
      if (![from, to].some((steps) => isDeepStrictEqual(stepsOf(service), steps))) {
        throw refuse(
          409,
          'changed_meanwhile',
          `Somebody else changed the steps of ${service.name}. Look at them again.`,
        )
      }
      await req.payload.update({
        ...asked,
        data: { steps: to.map((step) => ({ ...step, names: inFull(step.names) })) },
      })
    })
    return Response.json({ steps: to })
  },
}
