import type { TFunction } from 'i18next'
import { NAMES } from '../i18n/translate'

/** How names of services stand beside each other in one line. */
const BETWEEN = ' + '

type Say = (name: string, options: object) => string

/** What the site calls a service, an option or a step in the translator's language; its usual name where it has none there. */
export function nameIn(t: TFunction, name = ''): string {
  // A name is no path, no text with gaps and no text that quotes another.
  const plain = { ns: NAMES, keySeparator: false, nsSeparator: false, skipInterpolation: true, defaultValue: name }
  return (t as unknown as Say)(name, plain)
}

/** The names of an order's lines in one; empty where it has none. */
export const servicesIn = (t: TFunction, services: readonly { readonly name?: string | undefined }[]): string =>
  services.map(({ name }) => nameIn(t, name)).join(BETWEEN)

/** A job's title, which is made of such names. */
export const titleIn = (t: TFunction, title: string): string =>
  title
    .split(BETWEEN)
    .map((name) => nameIn(t, name))
    .join(BETWEEN)
