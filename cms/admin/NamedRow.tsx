'use client'

import { useRowLabel } from '@payloadcms/ui'
import { useWords } from './words/use-words'

/** A row of a list by its name, so that a folded list can be read. */
export function NamedRow() {
  const { data, rowNumber } = useRowLabel<{ name?: string; vehicleType?: string; minutes?: number | null }>()
  const say = useWords()
  const name = data?.name || data?.vehicleType?.replaceAll('_', ' ')
  if (!name) return <span>{say('New, {number}', { number: (rowNumber ?? 0) + 1 })}</span>
  return (
    <span>
      {name}
      {data?.minutes ? <span className="ax-quiet">{` ${say('{count} min', { count: data.minutes })}`}</span> : null}
    </span>
  )
}
