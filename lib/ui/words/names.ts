import type { TFunction } from 'i18next'
import { BETWEEN_NAMES } from '@/lib/domain'
import { NAMES } from '../i18n/translate'

type Say = (name: string, options: object) => string

/** What the site calls a service, an option or a step in the translator's language; its usual name where it has none there. */
export const nameIn = (t: TFunction, name = ''): string => lookUp(t, name, name)

function lookUp(t: TFunction, name: string, defaultValue: string): string {
  // A name is no path, no text with gaps and no text that quotes another.
  const plain = { ns: NAMES, keySeparator: false, nsSeparator: false, skipInterpolation: true, defaultValue }
  return (t as unknown as Say)(name, plain)
}

/** The names of an order's lines in one; empty where it has none. */
export const servicesIn = (t: TFunction, services: readonly { readonly name?: string | undefined }[]): string =>
  services.map(({ name }) => nameIn(t, name)).join(BETWEEN_NAMES)

interface Sold {
  readonly name?: string | undefined
  readonly options?: readonly { readonly name: string }[] | undefined
}

/** The same with the options of each line behind it: what the price is of. */
export const soldIn = (t: TFunction, services: readonly Sold[]): string =>
  services
    .map(({ name = '', options = [] }) => [name, ...options.map((option) => option.name)])
    .map((names) => names.map((each) => nameIn(t, each)).join(', '))
    .filter(Boolean)
    .join(BETWEEN_NAMES)

/** What is ordered, for whoever is to do it: an order that was written without services says so. */
export const workIn = (t: TFunction, services: Parameters<typeof servicesIn>[1]): string =>
  servicesIn(t, services) || t('bay.noServices')

/** A job's title, which is made of such names; what stands between them may stand in one. */
export function titleIn(t: TFunction, title: string): string {
  if (title === '') return t('bay.noServices')
  const parts = title.split(BETWEEN_NAMES)
  const said: string[] = []
  for (let from = 0; from < parts.length; ) {
    const longest = parts.length - from
    const runs = Array.from({ length: longest }, (_, less) => parts.slice(from, from + longest - less))
    const run = runs.find((each) => lookUp(t, each.join(BETWEEN_NAMES), '') !== '') ?? parts.slice(from, from + 1)
    said.push(nameIn(t, run.join(BETWEEN_NAMES)))
    from += run.length
  }
  return said.join(BETWEEN_NAMES)
}
