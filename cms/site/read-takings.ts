import { Forbidden, type Payload, type TypedUser } from 'payload'
import { siteDay } from '@/lib/domain/rules/site-day'
import type { Takings } from '@/lib/domain/takings'
import { mayRead } from '../access/scope'
import { paymentSumming } from '../database'

/** Who asks, and of which site. */
interface Asking {
  readonly payload: Payload
  readonly user: TypedUser
  readonly tenantId: string
}

/**
 * Money taken on the site's day that `now` is in, in the site's currency: the sum of what was recorded, less what was given
 * back. Throws `Forbidden` for somebody who may not read the site's payments.
 */
export async function readTakings(
  { payload, user, tenantId }: Asking,
  site: { readonly currency: string; readonly timeZone: string },
  now: number,
): Promise<Takings> {
  if (!mayRead('payments', user, tenantId)) throw new Forbidden()
  const { currency, timeZone } = site
  const { amount, orders } = await paymentSumming(payload).paymentsOfDay({
    tenant: tenantId,
    day: siteDay(new Date(now), timeZone),
    currency,
  })
  return { amount, currency, orders }
}
