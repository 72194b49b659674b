/**
 * The part of Zod that this product's schemas use, in two kilobytes instead of ninety: what the package for other web pages
 * reads the wire with, put in Zod's place when it is built: what a page does not use of it is left out. The same schemas, the same results; messages are short. A test reads
 * every schema of the wire with both.
 */

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

type Path = readonly PropertyKey[]
/** Reads a value; what is wrong with it goes into `issues`. What it gives back then means nothing. */
type Read = (value: unknown, path: Path, issues: Issue[]) => unknown
type Check = (value: never) => boolean
type Shape = Readonly<Record<string, Schema>>

class SmallZodError extends Error {
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super(JSON.stringify(issues))
    this.name = 'ZodError'
    this.issues = issues
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const wrong = (message: string, path: Path, issues: Issue[]) => void issues.push({ path, message })

class Schema {
  readonly read: Read
  /** What those who make a schema of this one look at. */
  readonly shape!: Shape
  readonly options!: readonly unknown[]
  readonly element!: Schema
  /** Whether an object may do without it. */
  readonly free: boolean = false
  readonly #loose: boolean | undefined

  constructor(read: Read, parts: object = {}, loose?: boolean) {
    Object.assign(this, parts)
    this.read = read
    this.#loose = loose
  }

  safeParse(value: unknown) {
    const issues: Issue[] = []
    const data = this.read(value, [], issues)
    return issues.length === 0 ? { success: true, data } : { success: false, error: new SmallZodError(issues) }
  }

  parse(value: unknown): unknown {
    const { success, data, error } = this.safeParse(value)
    if (!success) throw error
    return data
  }

  /** After this one, where it found nothing wrong. */
  #then(next: Read): Schema {
    const read: Read = (value, path, issues) => {
      const before = issues.length
      const found = this.read(value, path, issues)
      return issues.length > before ? found : next(found, path, issues)
    }
    return new Schema(read, this)
  }

  refine(check: Check, options?: { readonly message?: string }): Schema {
    return this.#then((value, path, issues) => {
      if (!check(value as never)) wrong(options?.message ?? 'invalid', path, issues)
      return value
    })
  }

  transform(change: (value: never) => unknown): Schema {
    return this.#then((value) => change(value as never))
  }

  overwrite(change: (value: never) => unknown): Schema {
    return this.transform(change)
  }

  optional(): Schema {
    return this.#or(undefined, true)
  }

  nullable(): Schema {
    return this.#or(null, this.free)
  }

  nullish(): Schema {
    return this.nullable().optional()
  }

  #or(allowed: undefined | null, free: boolean): Schema {
    return new Schema((value, path, issues) => (value === allowed ? value : this.read(value, path, issues)), { free })
  }

  default(otherwise: unknown): Schema {
    const read: Read = (value, path, issues) => (value === undefined ? otherwise : this.read(value, path, issues))
    return new Schema(read, { free: true })
  }

  catch(otherwise: unknown): Schema {
    const read: Read = (value, path) => {
      const issues: Issue[] = []
      const found = this.read(value, path, issues)
      return issues.length > 0 ? otherwise : found
    }
    return new Schema(read, { free: this.free })
  }

  // Of texts, lists and numbers.

  min(least: number): Schema {
    return this.refine((value) => sizeOf(value) >= least)
  }

  max(most: number): Schema {
    return this.refine((value) => sizeOf(value) <= most)
  }

  int(): Schema {
    return this.refine(Number.isSafeInteger as Check)
  }

  positive(): Schema {
    return this.refine((value) => value > 0)
  }

  nonnegative(): Schema {
    return this.min(0)
  }

  regex(pattern: RegExp): Schema {
    return this.refine((value: string) => new RegExp(pattern).test(value))
  }

  trim(): Schema {
    return this.transform((value: string) => value.trim())
  }

  // Of objects and lists of names.

  extend(more: Shape): Schema {
    return objectOf({ ...this.shape, ...more }, this.#loose)
  }

  partial(named?: Readonly<Record<string, true>>): Schema {
    const parts = Object.entries(this.shape).map(([key, schema]) => {
      const free = named === undefined || named[key] === true
      return [key, free ? schema.optional() : schema] as const
    })
    return objectOf(Object.fromEntries(parts), this.#loose)
  }
}

function sizeOf(value: number | string | readonly unknown[]): number {
  return typeof value === 'number' ? value : value.length
}

const typed = (type: string) =>
  new Schema((value, path, issues) => {
    if (typeof value !== type || Number.isNaN(value)) wrong(type, path, issues)
    return value
  })

const text = typed('string')
const number = typed('number').refine(Number.isFinite as Check)

/** @param loose keeps what is not named, instead of leaving it out */
function objectOf(shape: Shape, loose = false): Schema {
  const parts = Object.entries(shape)
  const read: Read = (value, path, issues) => {
    if (!isObject(value)) return wrong('not an object', path, issues)
    const entries = Object.entries(value).filter(([key]) => loose && !Object.hasOwn(shape, key))
    const found: Record<string, unknown> = Object.fromEntries(entries)
    for (const [key, schema] of parts) {
      const part = schema.read(value[key], [...path, key], issues)
      if (part !== undefined || key in value) found[key] = part
      else if (!schema.free) wrong('missing', [...path, key], issues)
    }
    return found
  }
  return new Schema(read, { shape }, loose)
}

function oneOf(values: readonly unknown[]): Schema {
  const read: Read = (value, path, issues) => {
    if (!values.includes(value)) wrong('not one of them', path, issues)
    return value
  }
  return new Schema(read, { options: values })
}

function record(keys: Schema, values: Schema): Schema {
  return new Schema((value, path, issues) => {
    if (!isObject(value)) return wrong('not an object', path, issues)
    const entries = Object.entries(value).map(([key, each]) => {
      const name = keys.read(key, [...path, key], issues)
      return [name, values.read(each, [...path, key], issues)]
    })
    return Object.fromEntries(entries)
  })
}

const INSTANT = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/
/** A day that there is not would become another. */
const isInstant: Check = (value: string) => {
  const day = value.slice(0, 10)
  return INSTANT.test(value) && new Date(day).toJSON()?.startsWith(day) === true
}
const UUID =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}-0{4}-0{4}-0{4}-0{12}|f{8}-f{4}-f{4}-f{4}-f{12})$/i

export const string = () => text
const numbers = () => number

export { numbers as number }
export const int = () => number.int()
export const boolean = () => typed('boolean')
export const unknown = () => new Schema((value) => value)
export const uuid = () => text.regex(UUID)
export const iso = { datetime: () => text.refine(isInstant) }
export const literal = (value: unknown) => oneOf([value])
export const object = (shape: Shape) => objectOf(shape)
export const looseObject = (shape: Shape) => objectOf(shape, true)
export { oneOf as enum, record, record as partialRecord }

export const array = (element: Schema) =>
  new Schema(
    (value, path, issues) => {
      if (!Array.isArray(value)) return wrong('not a list', path, issues)
      return value.map((each, at) => element.read(each, [...path, at], issues))
    },
    { element },
  )

export const union = (options: readonly Schema[]) =>
  new Schema(
    (value, path, issues) => {
      for (const option of options) {
        const found: Issue[] = []
        const data = option.read(value, path, found)
        if (found.length === 0) return data
      }
      return wrong('not one of them', path, issues)
    },
    { options },
  )

export const discriminatedUnion = (key: string, options: readonly Schema[]) => {
  const kinds = new Map(options.flatMap((option) => option.shape[key]?.options.map((kind) => [kind, option]) ?? []))
  return new Schema(
    (value, path, issues) => {
      const option = isObject(value) ? kinds.get(value[key]) : undefined
      return option ? option.read(value, path, issues) : wrong('not one of them', [...path, key], issues)
    },
    { options },
  )
}
