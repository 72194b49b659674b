import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { VEHICLE_TYPES } from '@/lib/domain/documents'
import { listedPrices, type VehiclePrices, vehiclePrices } from '@/lib/domain/rules/vehicle-prices'
import { senSchema } from '@/lib/domain/values'
import { identityOf } from '../access/identity'
import { offerOf } from '../commands/catalog'
import { inTransaction, lockTenant } from '../database'
import { readBody, refuse } from '../server/refuse'

/** Most services that are saved at once. */
const MOST = 500

const changeSchema = z.strictObject({
  vehicleType: z.enum(VEHICLE_TYPES),
  /** What whoever changes it saw, sen: another price by now is not overwritten unseen. */
  from: senSchema,
  to: senSchema.min(0),
})

/** The whole grid as it was looked at; a service without changes is confirmed as it is. */
const gridSchema = z.strictObject({
  services: z
    .array(
      z.strictObject({ id: z.number().int().positive(), changes: z.array(changeSchema).max(VEHICLE_TYPES.length) }),
    )
    .min(1)
    .max(MOST),
})

type SavedService = z.infer<typeof gridSchema>['services'][number]

/** Writes what a service costs for each type of vehicle, as its owner may by the panel; the hooks keep and record the rest. */
async function saveService(req: PayloadRequest, { id, changes }: SavedService): Promise<void> {
  const asked = { collection: 'services', id, req, depth: 0, overrideAccess: false } as const
  const service = await req.payload.findByID({ ...asked, disableErrors: true })
  if (!service) throw refuse(404, 'not_found', 'There is no such service at your site.')
  const was = vehiclePrices(offerOf(service))
  // Whose answer was lost, or who was quicker than the page is read again, sends what is saved already.
  if (changes.some(({ vehicleType, from, to }) => ![from, to].includes(was[vehicleType]))) {
    throw refuse(409, 'changed_meanwhile', `Somebody else changed the price of ${service.name}. Look at it again.`)
  }
  const changed = Object.fromEntries(changes.map(({ vehicleType, to }) => [vehicleType, to]))
  const { price, surcharges } = listedPrices({ ...was, ...changed } satisfies VehiclePrices)
  const rows = VEHICLE_TYPES.flatMap((vehicleType) => {
    const more = surcharges[vehicleType]
    return more === undefined ? [] : [{ vehicleType, price: more }]
  })
  // Prices that stay are confirmed as well.
  const pricesConfirmedAt = new Date().toISOString()
  const data = { pricesConfirmedAt, ...(changes.length > 0 && { price, surcharges: rows }) }
  await req.payload.update({ ...asked, data })
}

/** Whose services these are, in the order in which they are locked: two who save several sites' prices do not wait for each other. */
async function sitesOf(req: PayloadRequest, services: readonly SavedService[]): Promise<string[]> {
  const { docs } = await req.payload.find({
    collection: 'services',
    where: { id: { in: services.map(({ id }) => id) } },
    select: { tenant: true },
    depth: 0,
    pagination: false,
    overrideAccess: false,
    req,
  })
  return [...new Set(docs.map(({ tenant }) => tenant))].toSorted()
}

/** `POST /api/services/prices`: what services cost for each type of vehicle, all of them or none. */
export const pricesEndpoint: Omit<Endpoint, 'root'> = {
  path: '/prices',
  method: 'post',
  handler: async (req) => {
    if (identityOf(req.user)?.role !== 'admin') {
      throw refuse(403, 'forbidden', 'Only an administrator changes prices.')
    }
    const { services } = await readBody(req, gridSchema)
    const sites = await sitesOf(req, services)
    await inTransaction(req, async () => {
      // Before a price is read: of two who save at once, the second sees what the first has written.
      for (const site of sites) await lockTenant(req, site)
      for (const service of services) await saveService(req, service)
    })
    return Response.json({ saved: services.length })
  },
}
