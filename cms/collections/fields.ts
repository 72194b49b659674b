import type { DateField, Field, NumberField, TextField } from 'payload'
import { slugSchema } from '@/lib/sync/protocol/identity'

/** Tenant of a user or station; `null` is a user of all tenants. */
const tenantOf = (user: unknown): string | null => (user as { tenant?: string | null } | null)?.tenant ?? null

const isSlug = (value: unknown) =>
  value === null || value === undefined || value === '' || slugSchema.safeParse(value).success
    ? true
    : 'Use lower-case letters, digits and hyphens, at most 64.'

/** A short machine name such as `bay-2`. */
export const slugField = (name: string, extra: Partial<TextField> = {}): Field =>
  ({ name, type: 'text', index: true, validate: isSlug, ...extra }) as Field

/**
 * Which tenant a document belongs to, by its slug: a plain text, so that a row maps to its public document without a
 * look-up. A new document takes the tenant of whoever makes it.
 */
export const tenantField = (): Field => ({
  name: 'tenant',
  type: 'text',
  required: true,
  index: true,
  defaultValue: 'main',
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
  admin: { position: 'sidebar' },
})

/** Whole sen. */
export const senField = (name: string, extra: Partial<NumberField> = {}): Field =>
  ({
    name,
    type: 'number',
    defaultValue: 0,
    validate: (value: unknown) =>
      value === null || value === undefined || Number.isSafeInteger(value) ? true : 'Use whole sen, without decimals.',
    ...extra,
  }) as Field

export const instantField = (name: string, extra: Partial<DateField> = {}): Field =>
  ({ name, type: 'date', ...extra, admin: { date: { pickerAppearance: 'dayAndTime' }, ...extra.admin } }) as Field

/**
 * What the server alone writes on every tracked document: `version` counts public changes, `changedAt` is when the last
 * one was. (`updatedAt` also moves when nothing public changed, which no event would tell.)
 */
export const trackedFields = (): Field[] => [
  { name: 'version', type: 'number', defaultValue: 1, admin: { readOnly: true, position: 'sidebar' } },
  instantField('changedAt', { admin: { readOnly: true, position: 'sidebar' } }),
]

/** `in_progress` as people read it: `In progress`. */
const inWords = (value: string) => {
  const words = value === 'vip' ? 'VIP' : value.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A select over a fixed list of the protocol. */
export const choiceField = (name: string, values: readonly string[], extra: Record<string, unknown> = {}): Field =>
  ({ name, type: 'select', options: values.map((value) => ({ label: inWords(value), value })), ...extra }) as Field
