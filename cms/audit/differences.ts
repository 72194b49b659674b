type Described = Readonly<Record<string, unknown>>

export interface Differences {
  readonly before: string
  readonly after: string
}

/** The fields that differ, as `name: value, name: value` before and after; `null` where none does. */
export function differences(previous: Described, next: Described): Differences | null {
  const changed = Object.keys(next).filter((name) => text(previous[name]) !== text(next[name]))
  if (changed.length === 0) return null
  const say = (values: Described) => changed.map((name) => `${name}: ${text(values[name])}`).join(', ')
  return { before: say(previous), after: say(next) }
}

/** All that is known, in one line. */
export const described = (values: Described): string =>
  Object.entries(values)
    .filter(([, value]) => text(value) !== '–')
    .map(([name, value]) => `${name}: ${text(value)}`)
    .join(', ')

function text(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
