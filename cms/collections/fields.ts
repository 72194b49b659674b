import type { DateField, Field, JSONField, NumberField, TextField } from 'payload'
import { type ZodType, z } from 'zod'
import { LANGUAGES, SPOKEN } from '@/lib/domain/languages'
import { LONGEST_NAME, writtenNameSchema } from '@/lib/domain/names'
import { DEFAULT_TENANT, taxRateOf } from '@/lib/domain/site'
import { MOST_MINUTES, senSchema, slugSchema } from '@/lib/domain/values'
import { sayInPanel } from '../admin/words/texts'
import { inWords } from './in-words'

/** Tenant of a user or station; `null` is a user of all tenants. */
const tenantOf = (user: unknown): string | null => (user as { tenant?: string | null } | null)?.tenant ?? null

/** What a check is given: in which language it is asked. */
export interface Asked {
  readonly req: { readonly i18n: { readonly language: string } }
}

const isSlug = (value: unknown, { req, required }: Asked & { readonly required?: boolean }) =>
  (!required && (value === null || value === undefined || value === '')) || slugSchema.safeParse(value).success
    ? true
    : sayInPanel(req.i18n.language, 'Use lower-case letters, digits and hyphens, at most 64.')

/** A short machine name such as `bay-2`. */
export const slugField = (name: string, extra: Partial<TextField> = {}): Field =>
  ({ name, type: 'text', index: true, validate: isSlug, ...extra }) as Field

/** Which bay something is at or came from, by its short name; the panel says how the site calls it. Commands alone write it. */
export const bayField = (name: string, extra: Partial<TextField> = {}): Field =>
  slugField(name, {
    ...extra,
    admin: {
      ...extra.admin,
      components: { Field: '/admin/bays/Bay#BayReadout', Cell: '/admin/bays/Bay#BayCell' },
    },
  })

/**
 * Which tenant a document belongs to, by its slug: a plain text, so that a row maps to its public document without a
 * look-up. A new document takes the tenant of whoever makes it.
 */
export const tenantField = (): Field => ({
  name: 'tenant',
  type: 'text',
  required: true,
  index: true,
  defaultValue: DEFAULT_TENANT,
  validate: isSlug,
  access: { update: () => false },
  hooks: {
    beforeValidate: [
      ({ value, operation, req }) => {
        const own = tenantOf(req.user)
        return operation === 'create' && own ? own : value
      },
    ],
  },
  admin: { position: 'sidebar', components: { Field: '/admin/site/SiteField#SiteField' } },
})

/** Whole sen, from `min` (default: any) up. The panel shows and takes it as money, `25.00`. */
export const senField = (name: string, { min, ...extra }: Partial<NumberField> = {}): Field =>
  ({
    name,
    type: 'number',
    defaultValue: 0,
    ...extra,
    validate: (value: unknown, { req }: Asked) => {
      const { language } = req.i18n
      if (value === null || value === undefined) return extra.required ? sayInPanel(language, 'Enter an amount.') : true
      if (!senSchema.safeParse(value).success)
        return sayInPanel(language, 'Enter an amount with at most two decimals, such as 25.00.')
      if (min === undefined || Number(value) >= min) return true
      return sayInPanel(language, 'Enter {amount} or more.', { amount: (min / 100).toFixed(2) })
    },
    admin: {
      ...extra.admin,
      components: { Field: '/admin/money/MoneyField#MoneyField', Cell: '/admin/money/MoneyCell#MoneyCell' },
    },
  }) as Field

/** Whole numbers from `least` to `most`, or none where the field may be empty. */
export const checkWithin =
  (least: number, most: number) =>
  (value: unknown, { req, required }: Asked & { readonly required?: boolean }): true | string =>
    (!required && (value === null || value === undefined)) ||
    (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) ||
    sayInPanel(req.i18n.language, 'Enter a whole number from {least} to {most}.', { least, most })

interface Validated extends Asked {
  readonly required?: boolean
  readonly previousValue?: unknown
}

/** A row of an older release may hold what is refused by now: whoever changes something else beside it is not refused for it. */
const isKept = (value: unknown, { previousValue }: Validated): boolean =>
  value !== null && value !== undefined && value === previousValue

/** How long something takes. */
export const minutesField = (): Field => ({
  name: 'minutes',
  type: 'number',
  required: true,
  defaultValue: 0,
  validate: (value: unknown, asked: Validated) => isKept(value, asked) || checkWithin(0, MOST_MINUTES)(value, asked),
})

/** What people call something: blanks are no name. */
export const nameField = (): Field => ({
  name: 'name',
  type: 'text',
  required: true,
  maxLength: LONGEST_NAME,
  validate: (value: unknown, asked: Validated) =>
    isKept(value, asked) ||
    writtenNameSchema.safeParse(value).success ||
    sayInPanel(asked.req.i18n.language, 'Enter a name of at most {most} characters.', { most: LONGEST_NAME }),
})

/** A rate of tax as people say it, `8` or `6.5`: a percentage that prices include. */
export const taxPercentField = (description: string): Field => ({
  name: 'taxPercent',
  type: 'number',
  min: 0,
  max: 100,
  validate: (value: unknown, { req }: Asked) =>
    value === null ||
    value === undefined ||
    (typeof value === 'number' && value >= 0 && value <= 100 && taxRateOf(value) / 100 === value) ||
    sayInPanel(req.i18n.language, 'Enter a number from 0 to 100 with at most two decimals, such as 8 or 6.5.'),
  admin: { description },
})

/** What the name beside it is in other languages; where one is empty, the name itself is shown. */
export const namesField = (description: string): Field => ({
  type: 'collapsible',
  label: 'Name in other languages',
  admin: { initCollapsed: true, description },
  fields: [
    {
      name: 'names',
      type: 'group',
      label: false,
      admin: { hideGutter: true },
      fields: [
        {
          type: 'row',
          fields: LANGUAGES.map((language) => ({
            name: language,
            type: 'text' as const,
            label: SPOKEN[language].name,
            maxLength: LONGEST_NAME,
          })),
        },
      ],
    },
  ],
})

/** Access to what the server alone reads or writes. */
export const NOBODY = () => false

/** How the panel shows an instant: on the clock of the site. */
export const INSTANT_COMPONENTS = {
  Field: '/admin/site/Readouts#InstantReadout',
  Cell: '/admin/site/InstantCell#InstantCell',
}

/** A moment that the rules write and people read; in the panel on the clock of the site. */
export const instantField = (name: string, extra: Partial<DateField> = {}): Field =>
  ({
    name,
    type: 'date',
    ...extra,
    admin: { ...extra.admin, readOnly: true, components: { ...INSTANT_COMPONENTS, ...extra.admin?.components } },
  }) as Field

/**
 * What the server alone writes on every tracked document: `version` counts public changes, `changedAt` is when the last
 * one was. (`updatedAt` also moves when nothing public changed, which no event would tell.)
 */
export const trackedFields = (): Field[] => [
  instantField('changedAt', { admin: { position: 'sidebar' } }),
  { name: 'version', type: 'number', defaultValue: 1, admin: { readOnly: true, position: 'sidebar' } },
]

/** A select over a fixed list of the protocol. */
export const choiceField = (name: string, values: readonly string[], extra: Record<string, unknown> = {}): Field =>
  ({ name, type: 'select', options: values.map((value) => ({ label: inWords(value), value })), ...extra }) as Field

/** When the server itself wrote the row, by what no clock can change: server/uptime.ts. Rows older than that have 0. */
export const uptimeField = (): Field => ({
  name: 'uptime',
  type: 'number',
  required: true,
  defaultValue: 0,
  admin: { hidden: true },
})

/** JSON of a shape that `payload-types.ts` tells, too. */
export function jsonField(name: string, schema: ZodType, extra: Partial<JSONField> = {}): Field {
  const shape = Object.fromEntries(Object.entries(z.toJSONSchema(schema, { target: 'draft-4' })))
  return { name, type: 'json', typescriptSchema: [() => ({ anyOf: [shape, { type: 'null' }] })], ...extra }
}
