import type { CollectionBeforeChangeHook } from 'payload'
import type { Service } from '../payload-types'

interface Row {
  readonly name: string
  readonly names?: object | null
}

/** What neither brings a name in another language nor takes one away. */
const saysNone = ({ names }: Row) => Object.values(names ?? {}).every((name) => name === undefined)

function withNames<Kind extends Row>(rows: readonly Kind[], before: readonly Kind[], keyOf: (row: Kind) => string) {
  return rows.map((row) => {
    const was = saysNone(row) && before.find((each) => keyOf(each) === keyOf(row) && each.name === row.name)
    return was ? { ...row, names: was.names } : row
  })
}

/**
 * A page that was opened before there were names in other languages writes steps and options without them, and so may a program:
 * those that are called what they were keep what they had.
 */
export const keepNames: CollectionBeforeChangeHook<Service> = ({ data, originalDoc }) => ({
  ...data,
  ...(data.steps && { steps: withNames(data.steps, originalDoc?.steps ?? [], ({ key }) => key) }),
  ...(data.options && { options: withNames(data.options, originalDoc?.options ?? [], ({ optionId }) => optionId) }),
})
