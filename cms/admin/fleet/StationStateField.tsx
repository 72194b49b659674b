'use client'

import { FieldLabel, useFormFields } from '@payloadcms/ui'
import { useMinute } from '../site/use-minute'
import { useWords } from '../words/use-words'
import { StationBadge } from './StationBadge'
import { type StationSeen, stationState } from './station-state'

/** The state of the station being looked at. */
export function StationStateField() {
  const now = useMinute()
  const say = useWords()
  const seen = useFormFields(([fields]) => ({
    name: '',
    lastSeenAt: fields?.lastSeenAt?.value,
    behind: fields?.behind?.value,
    waiting: fields?.waiting?.value,
    recoveries: fields?.recoveries?.value,
  })) as StationSeen
  return (
    <div className="field-type ax-readout">
      <FieldLabel label={say('State')} />
      <div className="ax-readout__value">{now !== null && <StationBadge state={stationState(seen, now)} />}</div>
    </div>
  )
}
