import { APIError, type PayloadRequest } from 'payload'
import { priceLine } from '@/lib/domain'
import type { OrderService, VehicleType } from '@/lib/domain/documents'
import { loadCatalog } from '../../commands/catalog'
import { siteOf } from '../../commands/site'

/** A line as someone may write it: the service and its options by name, to be priced here. */
interface UnpricedLine {
  serviceId: string
  optionIds?: string[]
}

const isUnpriced = (line: unknown): line is UnpricedLine =>
  typeof line === 'object' && line !== null && 'serviceId' in line && !('price' in line)

/** Leaves priced lines as they are and prices the others. Refuses a service or option the tenant does not sell. */
export async function priceLines(
  req: PayloadRequest,
  tenant: string,
  vehicleType: VehicleType | null,
  lines: unknown,
): Promise<OrderService[]> {
  if (!Array.isArray(lines)) return []
  if (!lines.some(isUnpriced)) return lines as OrderService[]
  const site = await siteOf(req, tenant)
  const catalog = await loadCatalog(req, tenant, site)
  return lines.map((line: OrderService | UnpricedLine) => {
    if (!isUnpriced(line)) return line
    const priced = priceLine(catalog, line.serviceId, line.optionIds ?? [], vehicleType, site.taxRate)
    if ('allowed' in priced) throw new APIError(priced.message, 400, { code: priced.code, key: priced.key }, true)
    return priced
  })
}
