import { z } from 'zod'
import { LANGUAGES, type Language } from './languages'

/*
 * What a site sells has one name that orders, jobs and the log carry, and beside it what people call it in other
 * languages. Those are read with the price list and said where something is shown: a name that is put right is right on
 * every screen at once, for cars that have long been washed too.
 */

/** Of a name, characters at most. */
export const LONGEST_NAME = 128

/** As somebody writes it: blanks are no name. */
export const writtenNameSchema = z.string().regex(/\S/).max(LONGEST_NAME)

/** A name in the languages it was given in beside its usual one. */
export type Names = Readonly<Partial<Record<Language, string>>>

/** Names of a site in other languages, by the usual one. */
export type SiteNames = Readonly<Record<string, Names>>

const givenSchema = z.string().trim().max(LONGEST_NAME).nullish().catch(null)

/** As a row has them: a language without one is empty. What cannot be read costs only itself. */
export const namesSchema = z
  .object(
    Object.fromEntries(LANGUAGES.map((language) => [language, givenSchema])) as Record<Language, typeof givenSchema>,
  )
  .nullish()
  .catch(null)
  .transform((row): Names => Object.fromEntries(Object.entries(row ?? {}).filter(([, name]) => name)))

/** As somebody writes them: what cannot be kept is refused. A language without one is empty or missing. */
export const writtenNamesSchema = z
  .partialRecord(z.enum(LANGUAGES), z.string().trim().max(LONGEST_NAME))
  .transform((row): Names => Object.fromEntries(Object.entries(row).filter(([, name]) => name)))

export const siteNamesSchema = z.record(z.string(), z.partialRecord(z.enum(LANGUAGES), z.string().max(LONGEST_NAME)))

/** Something with a name, and what is part of it. */
interface Named {
  readonly name: string
  readonly names?: unknown
}

interface NamedService extends Named {
  readonly active?: boolean | null | undefined
  readonly steps?: readonly Named[] | null | undefined
  readonly options?: readonly Named[] | null | undefined
}

/**
 * The names of a price list. What is called the same is called the same in every language: where a name was given twice in
 * one, the first counts, and what is on sale before what no longer is.
 */
export function siteNamesOf(services: readonly NamedService[]): SiteNames {
  const all = new Map<string, Names>()
  const [offered, others] = [true, false].map((is) => services.filter(({ active }) => (active ?? true) === is))
  for (const service of [...(offered ?? []), ...(others ?? [])]) {
    for (const { name, names } of [service, ...(service.steps ?? []), ...(service.options ?? [])]) {
      const given = namesSchema.parse(names)
      if (Object.keys(given).length > 0) all.set(name, { ...given, ...all.get(name) })
    }
  }
  return Object.fromEntries(all)
}
