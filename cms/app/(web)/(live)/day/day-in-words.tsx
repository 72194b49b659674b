'use client'

import { SPOKEN } from '@/lib/domain/languages'
import { Spoken } from '../live/figures'
import { useLook } from '../live/look'
import { dateOf } from './asked-day'

interface DayInWordsProps {
  /** `20260115`. */
  readonly day: string
  /** The last of several days. */
  readonly until?: string
}

/** A day of the site, or several, with weekday and year: on paper they have to stand for themselves. */
export function DayInWords({ day, until = day }: DayInWordsProps) {
  const { language } = useLook()
  const words = new Intl.DateTimeFormat(SPOKEN[language].locale, {
    weekday: day === until ? 'long' : undefined,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const at = (one: string) => Date.parse(`${dateOf(one)}T00:00:00Z`)
  return <Spoken className="text-ink-soft">{words.formatRange(at(day), at(until))}</Spoken>
}
