'use client'

import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SyncManagerProvider, useConnectionHealth } from '@/lib/sync'
import type { Snapshot } from '@/lib/sync/car-wash/wire'
import { ClockOffsetContext, FirstMomentContext } from '@/lib/ui/clock'
import { LiveHeader } from './live-header'
import { LiveTitle } from './live-title'
import { type Look, LookProvider } from './look'
import { PageOpeningProvider, usePageOpening } from './page-opening'
import { PageSkeleton } from './page-skeleton'
import { RefusedBanner } from './refused-banner'
import { type LiveSite, SiteContext, useSite } from './site'
import { StaleBanner } from './stale-banner'
import { ZoneNote } from './zone-note'

export interface LiveFrameProps {
  /** Where the server would not know by the sign-in which site is meant. */
  readonly tenantId: string | undefined
  readonly snapshot: Snapshot
  /** Who is signed in, as the log names it. */
  readonly account: string
  /** When the server took the snapshot, milliseconds since 1970. */
  readonly moment: number
  readonly site: LiveSite
  readonly look: Look
  readonly children: ReactNode
}

/** Around all live pages: one connection that outlives each of them, the viewer's language and theme, the head. */
export function LiveFrame({ tenantId, snapshot, account, moment, site, look, children }: LiveFrameProps) {
  return (
    <SyncManagerProvider initialConfig={{ tenantId }} initialSnapshot={snapshot} account={account}>
      <FirstMomentContext value={moment}>
        <LookProvider initial={look}>
          <SiteContext value={site}>
            <ServerTime>
              <PageOpeningProvider>
                <Frame moment={moment}>{children}</Frame>
              </PageOpeningProvider>
            </ServerTime>
          </SiteContext>
        </LookProvider>
      </FirstMomentContext>
    </SyncManagerProvider>
  )
}

/** Ages and timers go by the server's clock, whatever this machine's shows. */
function ServerTime({ children }: { readonly children: ReactNode }) {
  const { clockOffset } = useConnectionHealth()
  return <ClockOffsetContext value={clockOffset}>{children}</ClockOffsetContext>
}

/** On paper, where the header is not: whose it is. */
function PaperHead() {
  const { name } = useSite()
  return <p className="hidden font-semibold print:block">{name}</p>
}

const CONTENT = 'live-content'

function Frame({ moment, children }: { readonly moment: number; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const { waiting } = usePageOpening()
  const drawnAt = useMemo(() => new Date(moment).toISOString(), [moment])
  return (
    <div className="flex min-h-full flex-col">
      <LiveTitle />
      <a
        href={`#${CONTENT}`}
        className="sr-only min-target items-center rounded-md bg-accent px-4 font-semibold text-on-accent focus:not-sr-only focus:absolute focus:start-3 focus:top-2 focus:z-50 focus:inline-flex"
      >
        {t('live.skip')}
      </a>
      <LiveHeader />
      <main
        id={CONTENT}
        tabIndex={-1}
        className="mx-auto flex w-full max-w-7xl grow flex-col gap-5 px-5 py-5 outline-none max-md:px-3 max-md:py-4"
      >
        <PaperHead />
        <StaleBanner drawnAt={drawnAt} />
        <RefusedBanner />
        {waiting ? <PageSkeleton /> : children}
        <ZoneNote />
      </main>
    </div>
  )
}
