import { LONGEST_SLUG } from './values'

/** As it is being typed: small letters, digits and hyphens. */
export const slugOf = (typed: string): string =>
  typed
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, LONGEST_SLUG)

/** A short name that nothing has: `desk`, `desk-2`. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`
  return name
}
