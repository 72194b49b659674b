import type { Chapter } from './manual'

/** What the manual shows, in the order in which a day comes by it; each is a file of `pictures/`, made by `npm run shots -- manual`. */
export const PICTURES = [
  'set-up',
  'new-order',
  'bay',
  'board',
  'desk',
  'payment',
  'offline',
  'refund',
  'shift',
  'day',
] as const
export type Picture = (typeof PICTURES)[number]

/** Beneath the steps of which chapter each stands. */
export const PICTURES_OF: Readonly<Partial<Record<Chapter, readonly Picture[]>>> = {
  first: ['set-up'],
  desk: ['desk', 'new-order', 'payment'],
  till: ['shift', 'day', 'refund'],
  bay: ['bay'],
  board: ['board'],
  offline: ['offline'],
}
