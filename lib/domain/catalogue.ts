import { z } from 'zod'
import { vehicleTypeSchema } from './documents'
import { MOST_LOCK_MINUTES, USUAL_DISCOUNT_LIMITS } from './site'
import { phoneSchema, senSchema, slugSchema } from './values'

/*
 * The price list and the site's own settings are no part of the feed: they change by the month. Who needs them reads
 * `GET /api/services?depth=0&limit=100&sort=position` and `GET /api/tenants?depth=0&limit=1`.
 */

const minutesSchema = z
  .number()
  .int()
  .min(0)
  .max(1440)
  .nullish()
  .transform((minutes) => minutes ?? 0)
const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .array(entry)
    .nullish()
    .transform((list) => list ?? [])

const serviceSchema = z.object({
  serviceId: slugSchema,
  name: z.string().max(128),
  price: senSchema,
  active: z
    .boolean()
    .nullish()
    .transform((active) => active ?? true),
  steps: listOf(z.object({ key: slugSchema, name: z.string().max(128), minutes: minutesSchema })),
  options: listOf(
    z.object({ optionId: slugSchema, name: z.string().max(128), price: senSchema, minutes: minutesSchema }),
  ),
  surcharges: listOf(z.object({ vehicleType: vehicleTypeSchema, price: senSchema })),
})

const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
/** An IANA name this machine knows; another one costs only itself. */
const timeZoneSchema = z.string().max(64).refine(isTimeZone)

const percentSchema = z.number().int().min(0).max(100)

const siteSchema = z.object({
  timeZone: timeZoneSchema.nullish().catch(null),
  billing: z.boolean().nullish(),
  cleaningAfterJob: z.boolean().nullish(),
  staffDiscount: percentSchema.nullish(),
  cashierDiscount: percentSchema.nullish(),
  askWho: z.boolean().nullish(),
  lockAfter: z.number().int().min(0).max(MOST_LOCK_MINUTES).nullish().catch(null),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullish(),
  // A number nobody can dial must not cost the price list.
  whatsappNumber: phoneSchema.nullish().catch(null),
})

const pageOf = <Entry extends z.ZodType>(entry: Entry) => z.object({ docs: z.array(entry) })

/** What the site sells, and how it works. Prices in sen, minutes whole. */
export const catalogueSchema = z.object({
  services: z.array(
    z.object({
      serviceId: slugSchema,
      name: z.string(),
      price: senSchema,
      active: z.boolean(),
      surcharges: z.partialRecord(vehicleTypeSchema, senSchema),
      options: z.array(z.object({ optionId: slugSchema, name: z.string(), price: senSchema, minutes: z.number() })),
      steps: z.array(z.object({ stepId: slugSchema, name: z.string(), minutes: z.number() })),
    }),
  ),
  /** Orders are billed and paid before they are completed. */
  billing: z.boolean(),
  /** A bay is cleaned after a job before it takes the next car. */
  cleaningAfterJob: z.boolean().default(false),
  /** Percent; the usual ones in a list kept by an older station. */
  discountLimits: z.object({ staff: percentSchema, cashier: percentSchema }).default(USUAL_DISCOUNT_LIMITS),
  /** Whether its stations ask who stands at them, and after how many minutes without a touch again; 0: never again. */
  who: z.object({ ask: z.boolean(), lockAfter: z.number() }).default({ ask: false, lockAfter: 0 }),
  /** ISO 4217. */
  currency: z.string(),
  /** The site's WhatsApp number, E.164; `null` when the site has none. */
  whatsappNumber: phoneSchema.nullable(),
  /** Whose clock the site goes by, e.g. `Asia/Kuala_Lumpur`; `null` in a list kept by an older station. */
  timeZone: timeZoneSchema.nullable().default(null).catch(null),
})

export type Catalogue = z.infer<typeof catalogueSchema>

/** Makes the catalogue of the two answers' bodies. @throws ZodError when they are not what the server sends */
export function readCatalogue(servicesBody: unknown, tenantsBody: unknown): Catalogue {
  const services = pageOf(serviceSchema).parse(servicesBody).docs
  const site = pageOf(siteSchema).parse(tenantsBody).docs[0]
  return {
    services: services.map(({ steps, surcharges, ...service }) => ({
      ...service,
      surcharges: Object.fromEntries(surcharges.map(({ vehicleType, price }) => [vehicleType, price])),
      steps: steps.map(({ key, name, minutes }) => ({ stepId: key, name, minutes })),
    })),
    billing: site?.billing ?? true,
    cleaningAfterJob: site?.cleaningAfterJob ?? false,
    discountLimits: {
      staff: site?.staffDiscount ?? USUAL_DISCOUNT_LIMITS.staff,
      cashier: site?.cashierDiscount ?? USUAL_DISCOUNT_LIMITS.cashier,
    },
    who: { ask: site?.askWho ?? false, lockAfter: site?.lockAfter ?? 0 },
    currency: site?.currency ?? 'MYR',
    whatsappNumber: site?.whatsappNumber ?? null,
    timeZone: site?.timeZone ?? null,
  }
}
