'use client'

import type { DefaultCellComponentProps } from 'payload'
import { useMinute } from '../site/use-minute'
import { LastSeen } from './LastSeen'
import { StationBadge } from './StationBadge'
import { type StationSeen, stationState } from './station-state'

/** The state of a station in the list of stations. */
export function StationStateCell({ rowData }: DefaultCellComponentProps) {
  const now = useMinute()
  return now === null ? null : <StationBadge state={stationState(rowData as StationSeen, now)} />
}

export function LastSeenCell({ cellData, rowData }: DefaultCellComponentProps) {
  return <LastSeen instant={cellData as string | null | undefined} now={useMinute()} tenant={rowData?.tenant} />
}
