import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Catalogue } from '@/lib/domain'
import type { FeedState, StationSource } from '@/lib/sync/engine'
import { ClockOffsetContext, FirstMomentContext } from '@/lib/ui/clock'
import { SiteZoneContext } from '@/lib/ui/format/site-zone'
import type { StationSettings } from '@/preload/contract'
import { ClockNotice } from '../frame/ClockNotice'
import { NewerVersion } from '../frame/NewerVersion'
import { NavigationContext, type Page } from '../frame/navigation'
import { StationTrouble } from '../frame/StationTrouble'
import { useRefusals } from '../frame/use-act'
import { useSentSummary } from '../frame/use-sent-summary'
import { TeamContext, useTeam } from '../frame/who/use-team'
import { WhoGate } from '../frame/who/WhoGate'
import { HostContext, SettingsContext, type StationHost, useSettings } from '../host'
import { Bay } from '../screens/bay/Bay'
import { Board } from '../screens/board/Board'
import { Cashier } from '../screens/cashier/Cashier'
import { CatalogueContext } from '../screens/cashier/use-catalogue'
import { NewOrdersContext, useWatchForNewOrders } from '../screens/cashier/use-new-orders'
import { PinGate } from '../screens/settings/PinGate'
import { Settings } from '../screens/settings/Settings'
import { FirstRun } from '../screens/setup/FirstRun'
import { useActor } from '../screens/use-actor'
import { sceneOf } from '../store/predict'
import { StationStore } from '../store/station-store'
import { SourceContext } from '../store/use-command'
import { StoreContext, useClockOffset, useStatus, useStore } from '../store/use-station'
import { LoadFailed, LoadingScreen } from './LoadingScreen'
import { Shell } from './Shell'
import { SiteWords } from './SiteWords'

export interface StationProps {
  readonly source: StationSource
  readonly host: StationHost
  readonly settings: StationSettings
  /** What a server has already loaded: drawn at once, before the source answers. */
  readonly first?: { readonly feed: FeedState; readonly moment: number }
}

/** A whole station: its role's screen over one feed, with the settings behind. The same in Electron and in a browser. */
export function Station({ source, host, settings: initial, first }: StationProps) {
  const [settings, setSettings] = useState(initial)
  useEffect(() => host.onSettings(setSettings), [host])
  const change = useCallback(
    async (changes: Partial<StationSettings>) => setSettings(await host.writeSettings(changes)),
    [host],
  )
  const access = useMemo(() => ({ settings, change }), [settings, change])
  return (
    <SourceContext value={source}>
      <HostContext value={host}>
        <SettingsContext value={access}>
          <FirstMomentContext value={first?.moment ?? null}>
            <Shell language={settings.language} theme={settings.theme} screen={settings.role}>
              {host.desktop && <StationTrouble bridge={host.desktop} />}
              {host.desktop && settings.mode === null ? (
                <PinGate bridge={host.desktop}>
                  <FirstRun bridge={host.desktop} onDone={setSettings} />
                </PinGate>
              ) : (
                <Live source={source} first={first?.feed}>
                  <Site host={host}>
                    <WhoGate>
                      <Pages role={settings.role} />
                    </WhoGate>
                  </Site>
                </Live>
              )}
            </Shell>
          </FirstMomentContext>
        </SettingsContext>
      </HostContext>
    </SourceContext>
  )
}

/** Follows the source and gives its store to the screens; a skeleton until then. */
function Live({
  source,
  first,
  children,
}: {
  readonly source: StationSource
  readonly first?: FeedState
  readonly children: ReactNode
}) {
  const [store, setStore] = useState<StationStore | null>(() => (first ? new StationStore(first) : null))
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again
  useEffect(() => {
    let stop = () => {}
    let gone = false
    StationStore.follow(source).then(
      (followed) => {
        stop = followed.stop
        if (gone) stop()
        else setStore(followed.store)
      },
      () => !gone && setFailed(true),
    )
    return () => {
      gone = true
      stop()
    }
  }, [source, attempt])
  if (failed) {
    return (
      <LoadFailed
        onRetry={() => {
          setFailed(false)
          setAttempt((count) => count + 1)
        }}
      />
    )
  }
  return store ? <StoreContext value={store}>{children}</StoreContext> : <LoadingScreen />
}

/**
 * What holds for the whole site: one clock for all who look at it, the server's time in the site's zone,
 * whatever this machine is set to; and how it works, for the rules that show a tap at once.
 */
function Site({ host, children }: { readonly host: StationHost; readonly children: ReactNode }) {
  const store = useStore()
  const { role, bayId } = useActor()
  const { settings } = useSettings()
  const [catalogue, setCatalogue] = useState<Catalogue>()
  const people = useTeam(settings.role !== 'board' && (catalogue?.who.ask ?? false))
  const { team } = people
  const isStale = useStatus().freshness.kind === 'stale'
  const onRead = useCallback(
    (list: Catalogue) => setCatalogue((before) => (JSON.stringify(before) === JSON.stringify(list) ? before : list)),
    [],
  )
  const list = useRef<'unread' | 'on its way' | 'read'>('unread')
  const price = useMemo(() => ({ known: catalogue, onRead }), [catalogue, onRead])
  const offset = useClockOffset()
  // The host keeps the price list it gives: read before it is needed, so that orders are taken without a server too. After a
  // time without one it is read again. One that was asked for before that time is taken all the same.
  useEffect(() => {
    if (list.current === 'on its way' || (isStale && list.current === 'read')) return
    list.current = 'on its way'
    // Without a price list yet, the machine's clock serves, and the server alone says what a command does.
    host.catalogue().then(
      (catalogue) => {
        list.current = 'read'
        onRead(catalogue)
      },
      () => {
        list.current = 'unread'
      },
    )
  }, [host, onRead, isStale])
  useEffect(
    () => store.situate(sceneOf({ role, tenantId: '', bayId }, catalogue, team)),
    [store, role, bayId, catalogue, team],
  )
  return (
    <ClockOffsetContext value={offset}>
      <CatalogueContext value={price}>
        <TeamContext value={people}>
          <SiteZoneContext value={catalogue?.timeZone ?? undefined}>
            <SiteWords words={catalogue?.stageWords} names={catalogue?.names}>
              {children}
            </SiteWords>
          </SiteZoneContext>
        </TeamContext>
      </CatalogueContext>
    </ClockOffsetContext>
  )
}

const SCREENS = { bay: Bay, board: Board, cashier: Cashier } as const

function Pages({ role }: { readonly role: StationSettings['role'] }) {
  const [page, setPage] = useState<Page>('screen')
  const Screen = SCREENS[role]
  const shown = page === 'settings' ? <Settings onClose={() => setPage('screen')} /> : <Screen />
  return (
    <NavigationContext value={setPage}>
      {/* Nobody acts at a board, and its readers are customers: what another tab was refused is not for them. */}
      {role !== 'board' && <Refusals />}
      {role !== 'board' && <ClockNotice />}
      {role === 'board' && <NewerVersion />}
      {role === 'cashier' ? <NewOrdersWatch>{shown}</NewOrdersWatch> : shown}
    </NavigationContext>
  )
}

function Refusals() {
  useRefusals()
  useSentSummary()
  return null
}

function NewOrdersWatch({ children }: { readonly children: ReactNode }) {
  return <NewOrdersContext value={useWatchForNewOrders()}>{children}</NewOrdersContext>
}
