'use client'

import { Check, CloudOff, LoaderCircle, RefreshCw, Store } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Sites } from '@/lib/sync/car-wash/wire'
import { ClockOffsetContext, FirstMomentContext } from '@/lib/ui/clock'
import { Button } from '@/lib/ui/design/Button'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { Mark } from '@/lib/ui/design/Mark'
import { PageTitle } from '../(live)/live/card'
import { FreshnessMark } from '../(live)/live/live-freshness'
import { type Look, LookProvider, useLiveFormat } from '../(live)/live/look'
import { PersonMenu } from '../(live)/live/person-menu'
import { StaleMessage } from '../(live)/live/stale-banner'
import { TabTitle } from '../person/tab-title'
import { SiteRow } from './site-row'
import { type LiveSites, useSites } from './use-sites'

interface SitesPageProps {
  readonly first: Sites
  /** When the server drew the page, milliseconds since 1970. */
  readonly moment: number
  readonly person: { readonly name: string; readonly site: string }
  readonly role: 'admin' | 'staff'
  /** The site whose pages this person opens. */
  readonly home: string
  /** They open those of every site. */
  readonly opensAll: boolean
  readonly look: Look
}

/** Several sites at a glance, each in a row with the same figures. */
export function SitesPage({ look, moment, ...page }: SitesPageProps) {
  return (
    <FirstMomentContext value={moment}>
      <LookProvider initial={look}>
        <Frame {...page} moment={moment} />
      </LookProvider>
    </FirstMomentContext>
  )
}

function Frame({ first, moment, person, role, home, opensAll }: Omit<SitesPageProps, 'look'>) {
  const { t } = useTranslation()
  const live = useSites(first, moment)
  const { sites, more } = live.sites
  return (
    // Ages go by the server's clock, whatever this machine's shows.
    <ClockOffsetContext value={live.clockOffset}>
      <div className="flex min-h-full flex-col">
        <TabTitle>{t('sites.title')}</TabTitle>
        <header data-stays className="sticky top-0 z-20 border-line border-b bg-surface">
          <div className="mx-auto flex w-full max-w-7xl items-center gap-x-4 px-5 py-1.5 max-md:px-3">
            <p className="flex min-w-0 grow items-center gap-2.5 font-semibold text-lg">
              <Mark />
              <span className="truncate">AX Station</span>
            </p>
            <Freshness live={live} />
            <PersonMenu person={person} role={role} severalSites back="/sites" />
          </div>
        </header>
        <main className="mx-auto flex w-full max-w-7xl grow flex-col gap-5 px-5 py-5 max-md:px-3 max-md:py-4">
          <NotLive live={live} />
          <PageTitle
            aside={
              sites.length > 0 && <span className="text-ink-soft">{t('sites.count', { count: sites.length })}</span>
            }
          >
            {t('sites.title')}
          </PageTitle>
          {sites.length === 0 ? (
            <div className="rounded-lg border border-line bg-surface shadow-card">
              <EmptyState large icon={Store} title={t('sites.none.title')}>
                {t('sites.none.text')}
              </EmptyState>
            </div>
          ) : (
            <ul className="flex flex-col gap-3">
              {sites.map((site) => (
                <li key={site.tenantId}>
                  <SiteRow site={site} opens={site.tenantId === home ? 'here' : opensAll ? 'by_choice' : 'not'} />
                </li>
              ))}
            </ul>
          )}
          {more > 0 && <p className="text-ink-soft">{t('sites.more', { count: more })}</p>}
        </main>
      </div>
    </ClockOffsetContext>
  )
}

function Freshness({ live: { state, knownAt } }: { readonly live: LiveSites }) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  if (state === 'current') {
    return (
      <FreshnessMark icon={Check} tone="text-good">
        {t('fresh.current')}
      </FreshnessMark>
    )
  }
  if (state === 'connecting') {
    return (
      <FreshnessMark icon={LoaderCircle} tone="text-ink-soft">
        {t('fresh.connecting')}
      </FreshnessMark>
    )
  }
  return (
    <FreshnessMark icon={CloudOff} tone="text-warn">
      {t('fresh.staleSince', { time: format.time(new Date(knownAt).toISOString()) })}
    </FreshnessMark>
  )
}

/** Says from when the picture is while it is not live, with the way out. */
function NotLive({ live: { state, knownAt, refresh } }: { readonly live: ReturnType<typeof useSites> }) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  if (state === 'current' || state === 'connecting') return null
  const asOf = t('live.stale.asOf', { time: format.time(new Date(knownAt).toISOString()) })
  if (state === 'signed_out') {
    return (
      <StaleMessage title={t('live.stale.signedOut')} tone="bad" text={`${asOf} ${t('live.stale.signInAgain')}`}>
        <a
          href="/station/sign-in?to=/sites"
          className="min-target inline-flex shrink-0 items-center rounded-md bg-accent px-4 font-semibold text-on-accent"
        >
          {t('signIn.submit')}
        </a>
      </StaleMessage>
    )
  }
  return (
    <StaleMessage title={t('live.stale.title')} tone="warn" text={`${asOf} ${t('live.stale.byItself')}`}>
      <Button icon={RefreshCw} onPress={refresh}>
        {t('live.stale.refresh')}
      </Button>
    </StaleMessage>
  )
}
