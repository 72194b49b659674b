import { isDeepStrictEqual } from 'node:util'
import type { CollectionBeforeChangeHook } from 'payload'
import { offerOf, type ServiceRow } from './catalog'
import { withFormer } from './former-prices'

/** A station without a server tells customers the prices it last read: what a service was sold at is kept for a while. */
export const rememberPrices: CollectionBeforeChangeHook = ({ data, originalDoc, operation }) => {
  if (operation !== 'update') return data
  const before: ServiceRow = originalDoc
  const offer = offerOf(before)
  if (isDeepStrictEqual(offer, offerOf({ ...before, ...data }))) return data
  return { ...data, former: withFormer(before.former, offer, Date.now()) }
}
