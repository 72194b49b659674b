import { useContext, useEffect } from 'react'
import { type BoardSettings, type OpeningHours, type SiteNames, type StageWord, USUAL_BOARD } from '@/lib/domain'
import { listenTo } from '@/lib/ui/clock'
import { SiteZoneContext } from '@/lib/ui/format/site-zone'
import { useCatalogue } from '../cashier/use-catalogue'

/** A board hangs for weeks; so soon it says what the owner has changed. */
const READ_EVERY_MS = 5 * 60_000

export interface ShownSite {
  readonly name: string
  readonly billing: boolean
  readonly board: BoardSettings
  readonly hours: OpeningHours
  readonly timeZone: string
  /** Absent: the usual ones. */
  readonly stageWords?: readonly StageWord[]
  readonly names?: SiteNames
}

/** What the owner has set for the board, read again now and then. */
export function useBoardSettings(): ShownSite {
  const known = useCatalogue()
  const zone = useContext(SiteZoneContext)
  const { retry } = known
  useEffect(() => listenTo(READ_EVERY_MS, retry), [retry])
  const timeZone = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  if (known.kind !== 'ready') {
    return {
      name: '',
      billing: true,
      board: USUAL_BOARD,
      hours: { opensAt: null, closesAt: null },
      timeZone,
    }
  }
  const { siteName, billing, board, hours, stageWords, names } = known.catalogue
  return { name: siteName, billing, board, hours, timeZone, stageWords, names }
}
