import type { PayloadRequest } from 'payload'
import type { VehicleType } from '@/lib/sync/protocol'
import type { CatalogService } from '@/lib/sync/rules'

interface ServiceRow {
  readonly id: number | string
  readonly serviceId: string
  readonly name: string
  readonly price: number
  readonly active?: boolean | null
  readonly steps?: readonly { readonly key: string; readonly name: string; readonly minutes: number }[] | null
  readonly options?:
    | readonly {
        readonly optionId: string
        readonly name: string
        readonly price: number
        readonly minutes?: number | null
      }[]
    | null
  readonly surcharges?: readonly { readonly vehicleType: VehicleType; readonly price: number }[] | null
}

/** The tenant's price list, inactive services included: orders of yesterday still name them. */
export async function loadCatalog(req: PayloadRequest, tenantId: string): Promise<CatalogService[]> {
  const { docs } = await req.payload.db.find<ServiceRow>({
    collection: 'services',
    where: { tenant: { equals: tenantId } },
    pagination: false,
    limit: 0,
    req,
  })
  return docs.map(
    (row): CatalogService => ({
      serviceId: row.serviceId,
      name: row.name,
      price: row.price,
      active: row.active ?? true,
      surcharges: Object.fromEntries((row.surcharges ?? []).map(({ vehicleType, price }) => [vehicleType, price])),
      options: (row.options ?? []).map(({ optionId, name, price, minutes }) => ({
        optionId,
        name,
        price,
        minutes: minutes ?? 0,
      })),
      steps: (row.steps ?? []).map(({ key, name, minutes }) => ({ stepId: key, name, minutes })),
    }),
  )
}
