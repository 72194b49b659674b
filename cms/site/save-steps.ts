import { isDeepStrictEqual } from 'node:util'
import { APIError, type Endpoint } from 'payload'
import { z } from 'zod'
import { MOST_STEPS } from '@/lib/domain/catalogue'
import { LANGUAGES } from '@/lib/domain/languages'
import { LONGEST_NAME, type Names, namesSchema, writtenNamesSchema } from '@/lib/domain/names'
import { MOST_MINUTES, slugSchema } from '@/lib/domain/values'
import { identityOf } from '../access/identity'
import { inTransaction, lockTenant } from '../database'
import type { Service } from '../payload-types'

const stepsSchema = z
  .array(
    z.strictObject({
      key: slugSchema,
      name: z.string().regex(/\S/).max(LONGEST_NAME),
      names: writtenNamesSchema,
      minutes: z.number().int().min(0).max(MOST_MINUTES),
    }),
  )
  .max(MOST_STEPS)

/** The steps of a service as whoever changes them saw them, and as they shall be. */
const changeSchema = z.strictObject({ from: stepsSchema, to: stepsSchema })

const refuse = (status: number, code: string, message: string) => new APIError(message, status, { code }, true)

/** Names that say of each language what it has: what a write leaves out is kept. */
const inFull = (names: Names) => Object.fromEntries(LANGUAGES.map((language) => [language, names[language] ?? null]))

/** What the washer does for a service, in order. */
export const stepsOf = ({ steps }: Pick<Service, 'steps'>) =>
  (steps ?? []).map(({ key, name, names, minutes }) => ({ key, name, names: namesSchema.parse(names), minutes }))

/** `POST /api/services/ID/steps`: other steps for a service, unless it has others than were seen. */
export const stepsEndpoint: Omit<Endpoint, 'root'> = {
  path: '/:id/steps',
  method: 'post',
  handler: async (req) => {
    if (identityOf(req.user)?.role !== 'admin') throw refuse(403, 'forbidden', 'Only an administrator changes steps.')
    const parsed = changeSchema.safeParse(await req.json?.().catch(() => null))
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      throw refuse(400, 'bad_body', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`)
    }
    const { from, to } = parsed.data
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
      if (!isDeepStrictEqual(stepsOf(service), from)) {
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
