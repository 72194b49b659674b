import type { PayloadRequest } from 'payload'
import { asPaid, type CatalogService, type FormerOffer, nearestMinutes, type SiteTax, taxRateOf } from '@/lib/domain'
import type { RowOf } from '../documents/row'
import { toldFrom } from './former-prices'

export type ServiceRow = RowOf<'services', never>

/** What a row of the price list asks for, as the rules read it. */
export function offerOf({
  price,
  active,
  surcharges,
  options,
}: Pick<ServiceRow, 'price' | 'active' | 'surcharges' | 'options'>): FormerOffer {
  return {
    price,
    active: active ?? true,
    surcharges: Object.fromEntries((surcharges ?? []).map(({ vehicleType, price: extra }) => [vehicleType, extra])),
    options: (options ?? []).map(({ optionId, name, price: extra, minutes }) => ({
      optionId,
      name,
      price: extra,
      minutes: nearestMinutes(minutes),
    })),
  }
}

/** The tenant's price list at what customers pay, inactive services included: orders of yesterday still name them. */
export async function loadCatalog(req: PayloadRequest, tenantId: string, tax: SiteTax): Promise<CatalogService[]> {
  const { docs } = await req.payload.db.find<ServiceRow>({
    collection: 'services',
    where: { tenant: { equals: tenantId } },
    pagination: false,
    limit: 0,
    req,
  })
  return docs.map((row) => asPaid(serviceOf(row), tax))
}

const serviceOf = (row: ServiceRow): CatalogService => ({
  serviceId: row.serviceId,
  name: row.name,
  ...offerOf(row),
  ...(row.countsAsVisit === false ? { countsAsVisit: false } : {}),
  former: toldFrom(row.former, Date.now()),
  ...(typeof row.taxPercent === 'number' ? { taxRate: taxRateOf(row.taxPercent) } : {}),
  steps: (row.steps ?? []).map(({ key, name, minutes }) => ({
    stepId: key,
    name,
    minutes: nearestMinutes(minutes),
  })),
})
