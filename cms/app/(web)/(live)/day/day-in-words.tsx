'use client'

import { SPOKEN } from '@/lib/domain/languages'
import { Spoken } from '../live/figures'
import { useLook } from '../live/look'
import { dateOf } from './asked-day'

/** A day of the site (`20260115`), with its weekday and year: on paper it has to stand for itself. */
export function DayInWords({ day }: { readonly day: string }) {
  const { language } = useLook()
  const words = new Intl.DateTimeFormat(SPOKEN[language].locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return <Spoken className="text-ink-soft">{words.format(Date.parse(`${dateOf(day)}T00:00:00Z`))}</Spoken>
}
