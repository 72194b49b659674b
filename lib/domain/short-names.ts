import { LONGEST_SLUG } from './values'

/** As it is being typed: small letters, digits and hyphens. */
export const slugOf = (typed: string): string =>
  typed
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, LONGEST_SLUG)

/** A short name that nothing has: `desk`, `desk-2`; what would be too long with its number gives way to it. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name); number++) {
    const end = `-${number}`
    name = `${wanted.slice(0, LONGEST_SLUG - end.length).replace(/-+$/, '')}${end}`
  }
  return name
}
