import { z } from 'zod'
import type { FormerOffer } from '@/lib/domain'
import { VEHICLE_TYPES } from '@/lib/domain/documents'
import { instantSchema, senSchema, slugSchema } from '@/lib/domain/values'

const DAY_MS = 86_400_000
/** Prices that a station tells without a server are kept for this many days. */
const TOLD_FOR = 30
/** Most price lists remembered of one service. */
const MOST = 20

const offerSchema = z.object({
  price: senSchema,
  active: z.boolean(),
  surcharges: z.partialRecord(z.enum(VEHICLE_TYPES), senSchema),
  options: z.array(z.object({ optionId: slugSchema, name: z.string(), price: senSchema, minutes: z.number() })),
}) satisfies z.ZodType<FormerOffer>

/** What a service was sold at, newest first; `until` is ISO 8601. */
type FormerPrices = readonly { readonly offer: FormerOffer; readonly until: string }[]

export const formerPricesSchema = z.array(
  z.object({ offer: offerSchema, until: instantSchema }),
) satisfies z.ZodType<FormerPrices>

/** What was true until now, before what was true before. */
export const withFormer = (former: FormerPrices | null | undefined, offer: FormerOffer, now: number): FormerPrices =>
  [{ offer, until: new Date(now).toISOString() }, ...(former ?? [])].slice(0, MOST)

/** The offers by which a station without a server may still have told a price. `now` in milliseconds since 1970. */
export const toldFrom = (former: FormerPrices | null | undefined, now: number): FormerOffer[] =>
  (former ?? []).filter(({ until }) => Date.parse(until) > now - TOLD_FOR * DAY_MS).map(({ offer }) => offer)
