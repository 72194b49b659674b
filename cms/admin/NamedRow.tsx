'use client'

import { useRowLabel } from '@payloadcms/ui'

/** A row of a list by its name, so that a folded list can be read. */
export function NamedRow() {
  const { data, rowNumber } = useRowLabel<{ name?: string; vehicleType?: string; minutes?: number | null }>()
  const name = data?.name || data?.vehicleType?.replaceAll('_', ' ')
  if (!name) return <span>{`New, ${(rowNumber ?? 0) + 1}`}</span>
  return (
    <span>
      {name}
      {data?.minutes ? <span className="ax-quiet">{` ${data.minutes} min`}</span> : null}
    </span>
  )
}
