import { z } from 'zod'
import { siteDay } from '@/lib/domain/rules/site-day'

const dateSchema = z.iso.date()

/** The day of the site that an address asks for (`?date=2026-01-15`), as `20260115`; today's where it names none. */
export function askedDay(date: unknown, timeZone: string, now: number): string {
  const asked = dateSchema.safeParse(date)
  return asked.success ? asked.data.replaceAll('-', '') : siteDay(new Date(now), timeZone)
}

/** `2026-01-15` of `20260115`. */
export const dateOf = (day: string) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`

/** The day so many days later. */
function dayAfter(day: string, days: number): string {
  const moment = new Date(`${dateOf(day)}T00:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10).replaceAll('-', '')
}

/** Over how many days the figures go: the one, its week from Monday, the seven up to it, its month. */
export const SPANS = ['day', 'week', 'days7', 'month'] as const
export type Span = (typeof SPANS)[number]

const spanSchema = z.enum(SPANS)

/** The span that an address asks for (`?span=week`); the day alone where it names none. */
export const askedSpan = (span: unknown): Span => spanSchema.safeParse(span).data ?? 'day'

/** The first and the last day of a span about a day: 31 at most. */
export function daysOf(day: string, span: Span): { readonly day: string; readonly until: string } {
  switch (span) {
    case 'day':
      return { day, until: day }
    case 'days7':
      return { day: dayAfter(day, -6), until: day }
    case 'week': {
      const weekday = new Date(`${dateOf(day)}T00:00:00Z`).getUTCDay()
      const monday = dayAfter(day, -((weekday + 6) % 7))
      return { day: monday, until: dayAfter(monday, 6) }
    }
    case 'month': {
      const first = `${day.slice(0, 6)}01`
      return { day: first, until: dayAfter(`${dayAfter(first, 31).slice(0, 6)}01`, -1) }
    }
  }
}

/** A day of the span before or after. */
export function spanBeside(day: string, span: Span, way: -1 | 1): string {
  const { day: first, until } = daysOf(day, span)
  // The last day of a span is how the seven up to it are named, the first one how a month is.
  if (span === 'days7') return dayAfter(day, 7 * way)
  return way < 0 ? dayAfter(first, -1) : dayAfter(until, 1)
}

/** What an address says to be led to these figures. */
export const spanQuery = (day: string, span: Span): string =>
  `date=${dateOf(day)}${span === 'day' ? '' : `&span=${span}`}`
