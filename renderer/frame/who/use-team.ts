import { useCallback, useEffect, useState } from 'react'
import type { Member } from '@/lib/domain'
import { useHost } from '../../host'
import { useStatus } from '../../store/use-station'

const NOBODY: readonly Member[] = []

/** Who works at the site, read when it is wanted and again after each time without a server; and what reads it anew. */
export function useTeam(wanted: boolean): { readonly team: readonly Member[]; readonly refresh: () => void } {
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
  return { team: wanted ? team : NOBODY, refresh }
}
