import { z } from 'zod'
import { stageSchema, vehicleTypeSchema } from './documents'
import { LANGUAGES } from './languages'
import { LONGEST_NAME, namesSchema, siteNamesOf, siteNamesSchema } from './names'
import { MOST_VISITS } from './rules/free-wash'
import { asPaid } from './rules/tax'
import {
  EMPTY_LETTERHEAD,
  MOST_LOCK_MINUTES,
  taxRateOf,
  USUAL_BOARD,
  USUAL_DISCOUNT_LIMITS,
  USUAL_PROMISE_MINUTES,
} from './site'
import { nearestMinutes, phoneSchema, senSchema, slugSchema } from './values'

/*
 * The price list and the site's own settings are no part of the feed: they change by the month. Who needs them reads
 * `GET /api/services?depth=0&limit=100&sort=position` and `GET /api/tenants?depth=0&limit=1`.
 */

/** Steps of one service, and options of one, at most. */
export const MOST_STEPS = 32

const keptMinutesSchema = z.unknown().transform(nearestMinutes)
const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z
    .array(entry)
    .nullish()
    .transform((list) => list ?? [])

const taxRateSchema = z.number().int().min(0).max(10_000)
/** As it is entered: a percentage with at most two decimals. */
const taxPercentSchema = z.number().min(0).max(100).nullish().catch(null)

const serviceSchema = z.object({
  serviceId: slugSchema,
  name: z.string().max(LONGEST_NAME),
  price: senSchema,
  active: z
    .boolean()
    .nullish()
    .transform((active) => active ?? true),
  names: namesSchema,
  steps: listOf(
    z.object({ key: slugSchema, name: z.string().max(LONGEST_NAME), names: namesSchema, minutes: keptMinutesSchema }),
  ),
  options: listOf(
    z.object({
      optionId: slugSchema,
      name: z.string().max(LONGEST_NAME),
      names: namesSchema,
      price: senSchema,
      minutes: keptMinutesSchema,
    }),
  ),
  surcharges: listOf(z.object({ vehicleType: vehicleTypeSchema, price: senSchema })),
  countsAsVisit: z.boolean().nullish(),
  taxPercent: taxPercentSchema,
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

const lineOfHead = (most: number) => z.string().max(most)

/** `09:00`. */
const wallTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const promiseSchema = z.number().int().min(0).max(1440)
const secondsSchema = z.number().int().min(5).max(600)
const languageSchema = z.enum(LANGUAGES)
const stageWordSchema = z.object({ stage: stageSchema, language: languageSchema, word: z.string().max(24) })

const freeWashSchema = z.number().int().min(0).max(MOST_VISITS)

/** What a site sets can be left out, and what cannot be read costs only itself, never the price list. */
const set = <Value extends z.ZodType>(value: Value) => value.nullish().catch(null)

const siteSchema = z.object({
  freeWashEvery: set(freeWashSchema),
  promiseMinutes: set(promiseSchema),
  opensAt: set(wallTimeSchema),
  closesAt: set(wallTimeSchema),
  boardMessage: set(z.string().max(280)),
  boardLanguages: set(z.array(languageSchema)),
  boardLanguageSeconds: set(secondsSchema),
  stageWords: set(z.array(stageWordSchema)),
  timeZone: set(timeZoneSchema),
  billing: set(z.boolean()),
  cleaningAfterJob: set(z.boolean()),
  cashRounding: set(z.boolean()),
  staffDiscount: set(percentSchema),
  cashierDiscount: set(percentSchema),
  askWho: set(z.boolean()),
  lockAfter: set(z.number().int().min(0).max(MOST_LOCK_MINUTES)),
  currency: set(z.string().regex(/^[A-Z]{3}$/)),
  whatsappNumber: set(phoneSchema),
  name: set(lineOfHead(LONGEST_NAME)),
  address: set(lineOfHead(300)),
  registrationNumber: set(lineOfHead(64)),
  taxNumber: set(lineOfHead(64)),
  taxName: set(lineOfHead(32)),
  taxPercent: taxPercentSchema,
  taxOnTop: set(z.boolean()),
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
      /** Its own rate, in hundredths of a percent; absent: the site's. */
      taxRate: taxRateSchema.optional(),
      /** Absent: an order of it counts as a visit. */
      countsAsVisit: z.boolean().optional(),
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
  /** Hundredths of a percent that prices include as tax. */
  taxRate: taxRateSchema.default(0),
  /** What is due in cash is rounded to 5 sen. */
  cashRounding: z.boolean().default(false),
  /** What stands at the head of a receipt; empty in a list kept by an older station. */
  letterhead: z
    .object({
      name: lineOfHead(LONGEST_NAME),
      address: lineOfHead(300),
      registrationNumber: lineOfHead(64),
      taxNumber: lineOfHead(64),
      taxName: lineOfHead(32),
    })
    .default(EMPTY_LETTERHEAD),
  /** ISO 4217. */
  currency: z.string(),
  /** The site's WhatsApp number, E.164; `null` when the site has none. */
  whatsappNumber: phoneSchema.nullable(),
  /** Whose clock the site goes by, e.g. `Asia/Kuala_Lumpur`; `null` in a list kept by an older station. */
  timeZone: timeZoneSchema.nullable().default(null).catch(null),
  // What follows is not in a list kept by an older station.
  siteName: z.string().max(LONGEST_NAME).default(''),
  /** Within this a wash begins after its order; 0: nothing is promised. */
  promiseMinutes: promiseSchema.default(USUAL_PROMISE_MINUTES),
  hours: z
    .object({ opensAt: wallTimeSchema.nullable(), closesAt: wallTimeSchema.nullable() })
    .default({ opensAt: null, closesAt: null }),
  board: z
    .object({
      message: z.string().max(280),
      languages: z.array(languageSchema),
      secondsPerLanguage: secondsSchema,
    })
    .default(USUAL_BOARD),
  stageWords: z.array(stageWordSchema).default([]),
  /** What it sells, and the steps of it, in other languages than they are named in. */
  names: siteNamesSchema.default({}),
  /** Of so many visits of a car one wash is free; 0: none is. */
  freeWashEvery: freeWashSchema.default(0),
})

export type Catalogue = z.infer<typeof catalogueSchema>

type ReadService = z.infer<typeof serviceSchema>

function readService(row: unknown, leftOut: (reason: string) => void): ReadService[] {
  const read = serviceSchema.safeParse(row)
  if (read.success) return [read.data]
  const { data: called } = z.object({ name: z.string() }).safeParse(row)
  const [issue] = read.error.issues
  leftOut(`“${called?.name ?? '?'}”: ${issue?.path.join('.')}: ${issue?.message}`)
  return []
}

/**
 * Makes the catalogue of the two answers' bodies.
 * @param leftOut called for each service that cannot be read, with its name and why: it costs only itself
 * @throws ZodError when they are not what the server sends
 */
export function readCatalogue(
  servicesBody: unknown,
  tenantsBody: unknown,
  leftOut: (reason: string) => void = () => undefined,
): Catalogue {
  const services = pageOf(z.unknown())
    .parse(servicesBody)
    .docs.flatMap((row) => readService(row, leftOut))
  const site = pageOf(siteSchema).parse(tenantsBody).docs[0]
  const tax = { taxRate: taxRateOf(site?.taxPercent ?? 0), taxOnTop: site?.taxOnTop ?? false }
  return {
    services: services.map(({ names: _, steps, options, surcharges, taxPercent, countsAsVisit, ...service }) =>
      asPaid(
        {
          ...service,
          ...(countsAsVisit === false ? { countsAsVisit } : {}),
          ...(typeof taxPercent === 'number' ? { taxRate: taxRateOf(taxPercent) } : {}),
          surcharges: Object.fromEntries(surcharges.map(({ vehicleType, price }) => [vehicleType, price])),
          options: options.map(({ names: _names, ...option }) => option),
          steps: steps.map(({ key, name, minutes }) => ({ stepId: key, name, minutes })),
        },
        tax,
      ),
    ),
    billing: site?.billing ?? true,
    cleaningAfterJob: site?.cleaningAfterJob ?? false,
    discountLimits: {
      staff: site?.staffDiscount ?? USUAL_DISCOUNT_LIMITS.staff,
      cashier: site?.cashierDiscount ?? USUAL_DISCOUNT_LIMITS.cashier,
    },
    who: { ask: site?.askWho ?? false, lockAfter: site?.lockAfter ?? 0 },
    taxRate: tax.taxRate,
    cashRounding: site?.cashRounding ?? false,
    letterhead: {
      name: site?.name ?? '',
      address: site?.address ?? '',
      registrationNumber: site?.registrationNumber ?? '',
      taxNumber: site?.taxNumber ?? '',
      taxName: site?.taxName ?? '',
    },
    currency: site?.currency ?? 'MYR',
    whatsappNumber: site?.whatsappNumber ?? null,
    timeZone: site?.timeZone ?? null,
    siteName: site?.name ?? '',
    promiseMinutes: site?.promiseMinutes ?? USUAL_PROMISE_MINUTES,
    hours: { opensAt: site?.opensAt ?? null, closesAt: site?.closesAt ?? null },
    board: {
      message: site?.boardMessage?.trim() ?? '',
      languages: site?.boardLanguages ?? [],
      secondsPerLanguage: site?.boardLanguageSeconds ?? USUAL_BOARD.secondsPerLanguage,
    },
    stageWords: site?.stageWords ?? [],
    names: siteNamesOf(services),
    freeWashEvery: site?.freeWashEvery ?? 0,
  }
}
