/** What stands in the place of what was erased, in every language. */
export const ERASED = '***'

const TEXTS = new Set(['plate', 'customerNotes', 'staffNotes', 'notes'])
/** Even without its plate they would still tell one car from many. */
const OF_CAR = new Set(['make', 'colour', 'visits'])

const mark = (value: unknown) => (typeof value === 'string' && value !== '' ? ERASED : value)

type Fields = Readonly<Record<string, unknown>>

/**
 * Documents, or what carries some, without the person in them: plates, names, telephone numbers and notes wherever they
 * stand. Money, times, services and whatever names no person stay. Twice is once.
 */
export function erased<Value>(value: Value): Value {
  return erase(value) as Value
}

function erase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(erase)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value as Fields).map(([name, inner]) => {
      if (name === 'customer' && typeof inner === 'object' && inner !== null)
        return [name, { ...inner, name: ERASED, phone: null }]
      if (TEXTS.has(name)) return [name, mark(inner)]
      if (OF_CAR.has(name)) return [name, null]
      return [name, erase(inner)]
    }),
  )
}

/** The same of JSON; of text that is none, nothing is left. */
export function erasedJson(text: string): string {
  try {
    return JSON.stringify(erase(JSON.parse(text)))
  } catch {
    return '{}'
  }
}
