import { isDeepStrictEqual } from 'node:util'

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
