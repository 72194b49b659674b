import { type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { Member } from '@/lib/domain'
import { CatalogueContext } from '../../screens/cashier/use-catalogue'
import { PersonContext } from '../../store/use-command'
import { useStatus } from '../../store/use-station'
import { useAutoLock } from './use-auto-lock'
import { TeamContext } from './use-team'
import { WhoScreen } from './WhoScreen'
import { WhoContext } from './who'

/** Without a touch, until a screen that the server has come back to asks again, minutes. */
const NAMELESS_MINUTES = 1

/** What a screen knows of whom it was told last. */
type Said = { readonly personId: string } | 'nobody' | null

/**
 * Asks who stands at a desk or a bay, where the site wants to know: before anything is done, when they change places, and
 * after a time without a touch. What is done bears their name from then on.
 */
export function WhoGate({ children }: { readonly children: ReactNode }) {
  const { known } = useContext(CatalogueContext)
  const { team, refresh } = useContext(TeamContext)
  const asks = team.length > 0
  const [said, setSaid] = useState<Said>(null)
  const [changing, setChanging] = useState(false)
  const person = useMemo(() => (asks ? personOf(team, said) : null), [asks, team, said])
  const isKnown = person !== null || said === 'nobody'
  const sender = useRef<string | undefined>(undefined)
  useEffect(() => {
    sender.current = person?.personId
  }, [person])
  const lock = useCallback(() => {
    setSaid(null)
    setChanging(false)
  }, [])
  const isStale = useStatus().freshness.kind === 'stale'
  // Whoever had to go on without a name can say it now; not in the middle of what they do.
  const lockAfter = said === 'nobody' && !isStale ? NAMELESS_MINUTES : (known?.who.lockAfter ?? 0)
  useAutoLock(asks && isKnown ? lockAfter : 0, lock)
  const change = useCallback(() => setChanging(true), [])
  const who = useMemo(() => ({ asks, person, change }), [asks, person, change])
  const choose = (next: Exclude<Said, null>) => {
    setSaid(next)
    setChanging(false)
  }
  return (
    <PersonContext value={sender}>
      <WhoContext value={who}>
        {children}
        {asks && (!isKnown || changing) && (
          <WhoScreen
            team={team}
            onOpen={refresh}
            onPerson={({ personId }) => choose({ personId })}
            onNobody={() => choose('nobody')}
            onCancel={isKnown ? () => setChanging(false) : undefined}
          />
        )}
      </WhoContext>
    </PersonContext>
  )
}

/** Whoever has left the team meanwhile stands here no more. */
function personOf(team: readonly Member[], said: Said): Member | null {
  if (said === null || said === 'nobody') return null
  return team.find(({ personId }) => personId === said.personId) ?? null
}
