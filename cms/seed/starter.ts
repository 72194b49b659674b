import type { PayloadRequest } from 'payload'
import { DEFAULT_TENANT } from '@/lib/domain/site'
import type { Tenant } from '../payload-types'
import { STARTER_SERVICES } from './catalog'

interface StarterSite {
  readonly name: string
  readonly bays: number
  /** E.164. A real site's owner enters the own one: any other would lead customers to a stranger. */
  readonly whatsappNumber?: string
  /** What its receipts say beside its name. */
  readonly receipt?: Pick<Tenant, 'address' | 'registrationNumber' | 'taxNumber' | 'taxName' | 'taxPercent'>
}

/**
 * What a station needs to be of use on its first day: the site, its queues (made with the tenant), bays and a price
 * list. Nothing is touched once the tenant is there: what the owner deletes stays deleted.
 */
export async function seedStarter(req: PayloadRequest, options: StarterSite): Promise<boolean> {
  const { payload } = req
  const found = await payload.db.findOne({
    collection: 'tenants',
    where: { tenantId: { equals: DEFAULT_TENANT } },
    req,
  })
  if (!found) {
    await payload.create({
      collection: 'tenants',
      data: {
        tenantId: DEFAULT_TENANT,
        name: options.name,
        timeZone: 'Asia/Kuala_Lumpur',
        currency: 'MYR',
        billing: true,
        cleaningAfterJob: false,
        whatsappNumber: options.whatsappNumber ?? null,
        ...options.receipt,
      },
      req,
    })
  }
  if ((await countOf(req, 'bays')) + (await countOf(req, 'services')) > 0) return false
  for (let number = 1; number <= options.bays; number++) {
    const data = { tenant: DEFAULT_TENANT, bayId: `bay-${number}`, name: `Bay ${number}`, position: number - 1 }
    await payload.create({ collection: 'bays', data: { ...data, status: 'available' }, req })
  }
  for (const [position, service] of STARTER_SERVICES.entries()) {
    await payload.create({
      collection: 'services',
      data: { ...structuredClone(service), tenant: DEFAULT_TENANT, active: true, position },
      req,
    })
  }
  return true
}

export async function countOf(req: PayloadRequest, collection: 'bays' | 'services' | 'orders'): Promise<number> {
  const { totalDocs } = await req.payload.db.count({
    collection,
    where: { tenant: { equals: DEFAULT_TENANT } },
    req,
  })
  return totalDocs
}
