import { createContext, useCallback, useEffect, useMemo, useState } from 'react'
import type { Member } from '@/lib/domain'
import { useHost } from '../../host'
import { useStatus } from '../../store/use-station'

const NOBODY: readonly Member[] = []

export interface Team {
  /** Nobody where the site's stations do not ask who stands at them. */
  readonly team: readonly Member[]
  /** Reads it anew. */
  readonly refresh: () => void
}

export const TeamContext = createContext<Team>({ team: NOBODY, refresh: () => {} })

/** Who works at the site, read when it is wanted and again after each time without a server. */
export function useTeam(wanted: boolean): Team {
  const host = useHost()
  const isStale = useStatus().freshness.kind === 'stale'
  const [team, setTeam] = useState(NOBODY)
  const refresh = useCallback(() => {
    host.people().then(
      ({ team: told }) => setTeam((before) => (JSON.stringify(before) === JSON.stringify(told) ? before : told)),
      () => {},
    )
  }, [host])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed meanwhile is read when the server is back
  useEffect(() => {
    if (wanted) refresh()
  }, [wanted, refresh, isStale])
  return useMemo(() => ({ team: wanted ? team : NOBODY, refresh }), [wanted, team, refresh])
}
