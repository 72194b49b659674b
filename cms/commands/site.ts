import type { PayloadRequest } from 'payload'
import { type Site, taxRateOf, USUAL_DISCOUNT_LIMITS } from '@/lib/domain/site'
import { NotAnActorError } from './not-an-actor'

/** What commands ask of a site, and the IANA zone it lives in. */
export interface SiteSettings extends Site {
  readonly timezone: string
  /** The price list is before tax. */
  readonly taxOnTop: boolean
  /** Visits count from this moment, ISO 8601; `null`: all that are known. */
  readonly freeWashSince: string | null
}

interface TenantRow {
  readonly id: number | string
  readonly timeZone?: string | null
  readonly currency?: string | null
  readonly billing?: boolean | null
  readonly cleaningAfterJob?: boolean | null
  readonly staffDiscount?: number | null
  readonly cashierDiscount?: number | null
  readonly taxPercent?: number | null
  readonly taxOnTop?: boolean | null
  readonly cashRounding?: boolean | null
  readonly askWho?: boolean | null
  readonly freeWashEvery?: number | null
  readonly freeWashSince?: string | null
}

/** What the tenant is set to. */
export async function siteOf(
  req: Pick<PayloadRequest, 'payload'> & Partial<PayloadRequest>,
  tenantId: string,
): Promise<SiteSettings> {
  const row = await req.payload.db.findOne<TenantRow>({
    collection: 'tenants',
    where: { tenantId: { equals: tenantId } },
    req,
  })
  if (!row) throw new NotAnActorError(`There is no site "${tenantId}".`)
  return {
    timezone: row.timeZone || 'Asia/Kuala_Lumpur',
    currency: row.currency || 'MYR',
    billing: row.billing ?? true,
    cleaningAfterJob: row.cleaningAfterJob ?? false,
    asksWho: row.askWho ?? false,
    discountLimits: {
      staff: row.staffDiscount ?? USUAL_DISCOUNT_LIMITS.staff,
      cashier: row.cashierDiscount ?? USUAL_DISCOUNT_LIMITS.cashier,
    },
    taxRate: taxRateOf(row.taxPercent ?? 0),
    taxOnTop: row.taxOnTop ?? false,
    cashRounding: row.cashRounding ?? false,
    freeWashEvery: row.freeWashEvery ?? 0,
    freeWashSince: row.freeWashSince ?? null,
  }
}
