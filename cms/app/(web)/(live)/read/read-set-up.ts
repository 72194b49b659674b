import { isDeepStrictEqual } from 'node:util'
import type { CollectionSlug, Where } from 'payload'
import { vehiclePrices } from '@/lib/domain/rules/vehicle-prices'
import { isLoopback, machineAddresses } from '@/lib/network/addresses'
import { choicesAt } from '../../../../access/station-choice'
import { offerOf } from '../../../../commands/catalog'
import type { Service } from '../../../../payload-types'
import { STARTER_SERVICES } from '../../../../seed/catalog'
import { STARTER_BAYS, STARTER_SITE_NAME } from '../../../../seed/starter-site'
import { getFront } from '../../../../server/front'
import { stepsOf } from '../../../../site/save-steps'
import type { SignedIn } from '../../person/signed-in'
import { FURTHER_STEPS, NEEDED_STEPS, type SetUp, type SetUpStep, SITE_FIELDS, type SiteSetUp } from './set-up-steps'

const FLEET_FIELDS = { name: true, role: true, enableAPIKey: true, receiptPrinter: true } as const

/** How far the site is set up, read off what is there; `null` for those who may not set it up. */
export async function readSetUp({ payload, user, role, tenantId }: SignedIn): Promise<SetUp | null> {
  if (role !== 'admin') return null
  const asked = { overrideAccess: false, user, depth: 0, pagination: false } as const
  const ofSite: Where = { tenant: { equals: tenantId } }
  const count = async (collection: CollectionSlug, where: Where = ofSite) =>
    (await payload.count({ collection, where, overrideAccess: false, user })).totalDocs
  const {
    docs: [tenant],
  } = await payload.find({ collection: 'tenants', where: { tenantId: { equals: tenantId } }, limit: 1, ...asked })
  if (!tenant) return null
  const environment = getFront()?.environment
  const [{ docs: services }, { docs: bays }, jobs, team, accounts, { docs: stations }, orders, choices] =
    await Promise.all([
      payload.find({ collection: 'services', where: { and: [ofSite, { active: { not_equals: false } }] }, ...asked }),
      payload.find({ collection: 'bays', where: ofSite, select: { name: true, bayId: true }, ...asked }),
      count('jobs'),
      count('team', { and: [ofSite, { hasLeft: { not_equals: true } }] }),
      count('users', { and: [{ role: { in: ['admin', 'staff'] } }, { id: { not_equals: user.id } }] }),
      payload.find({ collection: 'stations', where: ofSite, select: FLEET_FIELDS, ...asked }),
      count('orders'),
      choicesAt(payload, tenantId),
    ])
  const fleet = stations.map(({ id, name, role, enableAPIKey, receiptPrinter }) => ({
    id,
    name,
    role,
    hasKey: Boolean(enableAPIKey),
    hasPrinter: Boolean(receiptPrinter),
  }))
  // The one that the server's own machine has is no other.
  const others = fleet.filter(({ name }) => name !== environment?.provisionStation?.name)
  const bayNames = bays.map(({ name }) => name)
  const done: Record<SetUpStep, boolean> = {
    name: tenant.name !== STARTER_SITE_NAME,
    // Zero is an answer too; nothing is none.
    tax: typeof tenant.taxPercent === 'number',
    prices: services.some(isOwn),
    steps: services.length > 0 && services.every(({ steps }) => steps?.length),
    // Bays that cars have been washed in are right as they are.
    bays: bayNames.length > 0 && (jobs > 0 || bayNames.join() !== STARTER_BAYS.join()),
    people: team + accounts > 0,
    printers: fleet.some(({ hasPrinter }) => hasPrinter),
    whatsapp: Boolean(tenant.whatsappNumber),
    freeWash: Boolean(tenant.freeWashEvery),
    station: others.some(({ hasKey }) => hasKey),
    order: orders > 0,
  }
  return {
    done: [...NEEDED_STEPS, ...FURTHER_STEPS].filter((step) => done[step]),
    site: {
      id: tenant.id,
      ...(Object.fromEntries(SITE_FIELDS.map((field) => [field, tenant[field]])) as Omit<SiteSetUp, 'id'>),
    },
    services: services.map((service) => ({
      id: service.id,
      name: service.name,
      prices: vehiclePrices(offerOf(service)),
      steps: stepsOf(service),
      optionIds: (service.options ?? []).map(({ optionId }) => optionId),
      countsAsVisit: service.countsAsVisit !== false,
    })),
    bays: bays.map(({ id, bayId, name }) => ({ id, bayId, name })),
    tenantId,
    people: { team, accounts },
    stations: others,
    choices,
    printers: fleet.filter(({ role, hasKey, hasPrinter }) => hasKey && (hasPrinter || role === 'cashier')),
    place: { hosts: environment ? hostsOf(environment.host) : [], fingerprint: getFront()?.fingerprint ?? null },
  }
}

/** Nobody chose what a new site begins with: a service is the owner's where its prices are others, or were said to be right. */
function isOwn(service: Service): boolean {
  const starter = STARTER_SERVICES.find(({ serviceId }) => serviceId === service.serviceId)
  return (
    Boolean(service.pricesConfirmedAt) ||
    !starter ||
    !isDeepStrictEqual(vehiclePrices(offerOf(service)), vehiclePrices(offerOf(starter)))
  )
}

/** Where other machines find a server that listens on `host`. */
function hostsOf(host: string): readonly string[] {
  if (isLoopback(host)) return []
  if (host !== '0.0.0.0' && host !== '::') return [host]
  return machineAddresses()
}
