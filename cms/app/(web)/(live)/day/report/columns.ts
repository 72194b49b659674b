import type { TFunction } from 'i18next'
import type { Order } from '@/lib/domain'
import type { People } from '@/lib/domain/people'
import { actorWords } from '@/lib/ui/words/event-words'
import { soldIn } from '@/lib/ui/words/names'

/** How a table is told: in whose zone, with whose names, in which language. */
export interface InWords {
  /** IANA name of the zone that times are written in. */
  readonly timeZone: string
  readonly people: People
  readonly t: TFunction
}

export const servicesOf = (order: Pick<Order, 'services'> | undefined, { t }: Pick<InWords, 't'>) =>
  order ? soldIn(t, order.services) : ''

/** Somebody's name; nothing where it is not known who it was. */
export const nameOf = (by: string | null | undefined, { people, t }: InWords) => (by ? actorWords(by, people, t) : '')

/** Sen as a number of the currency's unit: exact, for a program that adds it up. */
export const inUnits = (sen: number) => sen / 100
