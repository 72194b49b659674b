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
export function dayAfter(day: string, days: number): string {
  const moment = new Date(`${dateOf(day)}T00:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10).replaceAll('-', '')
}
