'use client'

import { useRowLabel, useTranslation } from '@payloadcms/ui'
import { toLanguage } from '@/lib/domain/languages'
import type { Names } from '@/lib/domain/names'
import { type ChoiceWords, sayChoice } from './words/texts'
import { useWords } from './words/use-words'

interface Row {
  readonly name?: string
  readonly names?: Names
  readonly vehicleType?: string
  readonly minutes?: number | null
}

interface NamedRowProps {
  /** Of the types of vehicle, for rows that are of one. */
  readonly vehicles?: ChoiceWords
}

/** A row of a list by its name, so that a folded list can be read. */
export function NamedRow({ vehicles }: NamedRowProps) {
  const { data, rowNumber } = useRowLabel<Row>()
  const { i18n } = useTranslation()
  const say = useWords()
  const vehicle = data?.vehicleType && sayChoice(i18n.language, vehicles, data.vehicleType)
  const name = data?.names?.[toLanguage(i18n.language)] || data?.name || vehicle
  if (!name) return <span>{say('New, {number}', { number: (rowNumber ?? 0) + 1 })}</span>
  return (
    <span>
      {name}
      {data?.minutes ? <span className="ax-quiet">{` ${say('{count} min', { count: data.minutes })}`}</span> : null}
    </span>
  )
}
