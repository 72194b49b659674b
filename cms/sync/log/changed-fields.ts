import { isDeepStrictEqual } from 'node:util'
import { allPaths, type DocumentKind, isWithin } from '../../access/visible-fields'

/** Bookkeeping that follows a change and is not one. */
const BOOKKEEPING = new Set(['version', 'updatedAt', 'createdAt'])

/** Names of the fields in which two states of a public document differ. */
export function changedFields<T extends object>(previous: T, next: T): string[] {
  const names = new Set([...Object.keys(previous), ...Object.keys(next)])
  return [...names].filter(
    (name) =>
      !BOOKKEEPING.has(name) &&
      !isDeepStrictEqual((previous as Record<string, unknown>)[name], (next as Record<string, unknown>)[name]),
  )
}

/** Paths, below the fields named, at which the states differ: what a reader who sees a part goes by. */
export function changedPaths(
  kind: DocumentKind,
  previous: object,
  next: object,
  fields: readonly string[],
): readonly string[] {
  const below = allPaths(kind).filter((path) => fields.some((field) => isWithin(path, field)))
  return below.filter((path) => {
    const steps = path.split('.')
    return !isDeepStrictEqual(valuesAt(previous, steps), valuesAt(next, steps))
  })
}

/** What stands at a path; of a list, what stands there in each entry. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return value
  if (Array.isArray(value)) return value.map((entry) => valuesAt(entry, [step, ...rest]))
  return valuesAt((value as Record<string, unknown> | null | undefined)?.[step], rest)
}
