import { APIError, type CollectionBeforeOperationHook, type CollectionConfig, type FlattenedField } from 'payload'
import { sayInPanel } from '../admin/words/texts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isDate = (value: unknown) =>
  value instanceof Date || (typeof value === 'string' && !Number.isNaN(Date.parse(value)))

/** Whether Payload may be given it for such a field; whatever else is to be said of the value its field says. */
const SHAPES: { readonly [Type in FlattenedField['type']]?: (value: unknown) => boolean } = {
  array: Array.isArray,
  group: isObject,
  date: isDate,
  number: (value) => typeof value === 'number' || typeof value === 'string',
  text: (value) => typeof value === 'string',
  textarea: (value) => typeof value === 'string',
  email: (value) => typeof value === 'string',
  code: (value) => typeof value === 'string',
}

/** What Payload reads or writes even where there is none. */
const isOwed = ({ type, name }: FlattenedField) =>
  type === 'group' || type === 'code' || name === 'createdAt' || name === 'updatedAt'

const isChosen = (value: unknown, many: boolean) =>
  many ? Array.isArray(value) && value.every((each) => typeof each === 'string') : typeof value === 'string'

function fits(field: FlattenedField, value: unknown): boolean {
  if (value === null) return !isOwed(field)
  if (field.type === 'select') return isChosen(value, field.hasMany === true)
  return SHAPES[field.type]?.(value) ?? true
}

/** Path of the first value that is not what its field holds; `null` when there is none. */
function findMisshapen(fields: readonly FlattenedField[], data: Record<string, unknown>, above = ''): string | null {
  for (const field of fields) {
    const value = data[field.name]
    const path = `${above}${field.name}`
    if (value === undefined) continue
    if (!fits(field, value)) return path
    if (field.type === 'group') {
      const found = findMisshapen(field.flattenedFields, value as Record<string, unknown>, `${path}.`)
      if (found) return found
    }
    if (field.type === 'array') {
      for (const [index, row] of ((value ?? []) as readonly unknown[]).entries()) {
        if (!isObject(row)) return `${path}.${index}`
        const found = findMisshapen(field.flattenedFields, row, `${path}.${index}.`)
        if (found) return found
      }
    }
  }
  return null
}

/** `null` is no rows, which Payload could not write, and so is `0`, as the panel says it. */
const withRows = (fields: readonly FlattenedField[], data: Record<string, unknown>) => ({
  ...data,
  ...Object.fromEntries(
    fields.flatMap(({ type, name }) =>
      type === 'array' && (data[name] === null || data[name] === 0) ? [[name, []]] : [],
    ),
  ),
})

/**
 * What is written must have the shape of its field, before anything runs over it: Payload looks at values as it saves them, when its own
 * hooks and ours have read them.
 *
 * @throws APIError 400 `wrong_shape`
 */
const refuseMisshapen: CollectionBeforeOperationHook = ({ args, collection, operation, req }) => {
  if (operation !== 'create' && operation !== 'update') return args
  const { data } = args as { readonly data?: Record<string, unknown> }
  if (!data) return args
  const given = withRows(collection.flattenedFields, data)
  const field = findMisshapen(collection.flattenedFields, given)
  if (!field) return { ...args, data: given }
  const message = sayInPanel(req.i18n.language, 'This holds another kind of value.')
  throw new APIError(
    `${field}: ${message}`,
    400,
    { code: 'wrong_shape', field, errors: [{ path: field, message }] },
    true,
  )
}

/** The collection, which then refuses what does not have the shape of its field, whoever writes it. */
export const withCheckedShapes = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  hooks: { ...collection.hooks, beforeOperation: [refuseMisshapen, ...(collection.hooks?.beforeOperation ?? [])] },
})
