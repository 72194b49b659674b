type Described = Readonly<Record<string, unknown>>

/** What is told apart and never said, such as when a PIN was set; `null` where there is none. */
export class Unsaid {
  constructor(readonly mark: string | null) {}
}

export interface Differences {
  readonly before: string
  readonly after: string
}

/** The fields that differ, as `name: value, name: value` before and after; `null` where none does. */
export function differences(previous: Described, next: Described): Differences | null {
  const changed = Object.keys(next).filter((name) => markOf(previous[name]) !== markOf(next[name]))
  if (changed.length === 0) return null
  const say = (said: (name: string) => string) => changed.map((name) => `${name}: ${said(name)}`).join(', ')
  const isNew = (name: string) => text(previous[name]) === text(next[name])
  return {
    before: say((name) => text(previous[name])),
    after: say((name) => (isNew(name) ? 'a new one' : text(next[name]))),
  }
}

/** All that is known, in one line. */
export const described = (values: Described): string =>
  Object.entries(values)
    .filter(([, value]) => text(value) !== '–')
    .map(([name, value]) => `${name}: ${text(value)}`)
    .join(', ')

const markOf = (value: unknown): string => (value instanceof Unsaid ? (value.mark ?? '–') : text(value))

function text(value: unknown): string {
  if (value instanceof Unsaid) return value.mark === null ? '–' : 'set'
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
