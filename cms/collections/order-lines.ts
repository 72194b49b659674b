import { APIError, type PayloadRequest } from 'payload'
import type { OrderService, VehicleType } from '@/lib/sync/protocol/documents'

interface ServiceRow {
  serviceId: string
  name: string
  price: number
  steps?: { minutes: number }[] | null
  options?: { optionId: string; name: string; price: number; minutes: number }[] | null
  surcharges?: { vehicleType: VehicleType; price: number }[] | null
}

/** A line as someone may write it: the service and its options by name, to be priced here. */
interface UnpricedLine {
  serviceId: string
  optionIds?: string[]
}

const isUnpriced = (line: unknown): line is UnpricedLine =>
  typeof line === 'object' && line !== null && 'serviceId' in line && !('price' in line)

/** Prices one line from the service as it is now: base, surcharge of the vehicle's type, chosen options. In sen. */
export function priceLine(
  service: ServiceRow,
  vehicleType: VehicleType | null,
  optionIds: readonly string[],
): OrderService {
  const chosen = (service.options ?? []).filter((option) => optionIds.includes(option.optionId))
  const surcharge = (service.surcharges ?? []).find((row) => row.vehicleType === vehicleType)?.price ?? 0
  const stepMinutes = (service.steps ?? []).reduce((sum, step) => sum + step.minutes, 0)
  return {
    serviceId: service.serviceId,
    name: service.name,
    price: service.price + surcharge + chosen.reduce((sum, option) => sum + option.price, 0),
    minutes: stepMinutes + chosen.reduce((sum, option) => sum + option.minutes, 0),
    options: chosen.map(({ optionId, name, price }) => ({ optionId, name, price })),
  }
}

/** Leaves priced lines as they are and prices the others. Refuses a service the tenant does not sell. */
export async function priceLines(
  req: PayloadRequest,
  tenant: string,
  vehicleType: VehicleType | null,
  lines: unknown,
): Promise<OrderService[]> {
  if (!Array.isArray(lines)) return []
  const priced: OrderService[] = []
  for (const line of lines) {
    if (!isUnpriced(line)) {
      priced.push(line as OrderService)
      continue
    }
    const service = (await req.payload.db.findOne({
      collection: 'services',
      where: { and: [{ tenant: { equals: tenant } }, { serviceId: { equals: line.serviceId } }] },
      req,
    })) as unknown as ServiceRow | null
    if (!service)
      throw new APIError(`There is no service "${line.serviceId}". Use one of the site's services.`, 400, null, true)
    priced.push(priceLine(service, vehicleType, line.optionIds ?? []))
  }
  return priced
}
