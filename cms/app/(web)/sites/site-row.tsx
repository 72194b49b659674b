'use client'

import { CircleCheck, CircleDashed, CircleX, RefreshCw, WifiOff } from 'lucide-react'
import { type ReactNode, useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SPOKEN } from '@/lib/domain/languages'
import type { SiteFigures, SiteSummary } from '@/lib/domain/site-figures'
import { useNow } from '@/lib/ui/clock'
import { StateChip } from '@/lib/ui/design/StateChip'
import { formatFor } from '@/lib/ui/format/format'
import { Money, Spoken } from '../(live)/live/figures'
import { useLiveFormat, useLook } from '../(live)/live/look'

interface SiteRowProps {
  readonly site: SiteSummary
  /** Whether its pages are those this browser shows, can be chosen, or are not for this person. */
  readonly opens: 'here' | 'by_choice' | 'not'
}

const OPENS = '-my-2 inline-flex min-target items-center rounded-sm py-2 text-start text-accent hover:underline'

/** One site: a line of figures where there is room, a card of them on a phone. */
export function SiteRow({ site: { tenantId, name, figures }, opens }: SiteRowProps) {
  const { t } = useTranslation()
  const title = useId()
  return (
    <article
      aria-labelledby={title}
      className="grid grid-cols-2 items-start gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 shadow-card lg:grid-cols-[minmax(0,1.5fr)_repeat(4,minmax(0,1fr))_minmax(0,1.2fr)]"
    >
      <div className="min-w-0 max-lg:col-span-2">
        <h2 id={title} className="break-words font-semibold text-lg">
          {opens === 'here' && (
            <a href="/dashboard" className={OPENS}>
              {name}
            </a>
          )}
          {opens === 'by_choice' && (
            // A form, not a link: what it chooses stays, and no picture or other page can do it.
            <form method="post" action="/sites/open">
              <button type="submit" name="site" value={tenantId} className={OPENS}>
                {name}
              </button>
            </form>
          )}
          {opens === 'not' && name}
        </h2>
        {figures && <SiteTime timeZone={figures.timeZone} />}
      </div>
      {figures ? (
        <Figures figures={figures} />
      ) : (
        <p className="col-span-2 flex flex-wrap items-center gap-2 text-ink-soft lg:col-span-5">
          <StateChip tone="bad" icon={CircleX}>
            {t('sites.unreadable')}
          </StateChip>
          {t('sites.unreadableHint')}
        </p>
      )}
    </article>
  )
}

function Figures({ figures }: { readonly figures: SiteFigures }) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const { takings, underWay, waiting, bays } = figures
  return (
    <dl className="contents">
      <Figure label={t('live.figure.takings')} hint={t('live.figure.paidOrders', { count: takings.orders })}>
        <Money sen={takings.amount} currency={takings.currency} />
      </Figure>
      <Figure label={t('sites.underWay')}>{format.number(underWay)}</Figure>
      <Figure
        label={t('board.waiting')}
        hint={waiting.since === null ? t('queuePanel.empty') : <Longest since={waiting.since} />}
      >
        {format.number(waiting.cars)}
      </Figure>
      <Figure
        label={t('board.bays')}
        hint={[
          t('live.figure.baysFree', { count: Math.max(0, bays.all - bays.busy - bays.out) }),
          ...(bays.out > 0 ? [t('live.figure.baysOut', { count: bays.out })] : []),
        ].join(' · ')}
      >
        {t('live.figure.of', { part: format.number(bays.busy), whole: format.number(bays.all) })}
      </Figure>
      <div className="min-w-0 max-lg:col-span-2">
        <dt className="font-medium text-ink-soft text-sm">{t('sites.stations')}</dt>
        <dd className="mt-1 flex flex-wrap gap-1.5">
          <Stations stations={figures.stations} timeZone={figures.timeZone} />
        </dd>
      </div>
    </dl>
  )
}

interface FigureProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly children: ReactNode
}

function Figure({ label, hint, children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="font-medium text-ink-soft text-sm">{label}</dt>
      <dd className="tabular font-semibold text-xl">{children}</dd>
      {hint && <dd className="text-ink-faint text-sm">{hint}</dd>}
    </div>
  )
}

function Longest({ since }: { readonly since: string }) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const now = useNow(30_000)
  return <Spoken>{t('live.figure.longest', { time: format.age(now - Date.parse(since)) })}</Spoken>
}

interface StationsProps {
  readonly stations: SiteFigures['stations']
  readonly timeZone: string
}

/** How the site's stations are, worst first. */
function Stations({ stations: { all, silent, behind, silentSince }, timeZone }: StationsProps) {
  const { t } = useTranslation()
  const format = useZoneFormat(timeZone)
  const now = useNow(30_000)
  if (all === 0) {
    return <StateChip icon={CircleDashed}>{t('sites.noStations')}</StateChip>
  }
  if (silentSince !== null) {
    return (
      <StateChip tone="bad" icon={WifiOff}>
        <Spoken>{t('sites.allSilent', { time: format.time(silentSince, now) })}</Spoken>
      </StateChip>
    )
  }
  if (silent + behind === 0) {
    return (
      <StateChip tone="good" icon={CircleCheck}>
        {t('sites.upToDate', { count: all })}
      </StateChip>
    )
  }
  return (
    <>
      {silent > 0 && (
        <StateChip tone="bad" icon={WifiOff}>
          {t('sites.silent', { count: silent, all })}
        </StateChip>
      )}
      {behind > 0 && (
        <StateChip tone="warn" icon={RefreshCw}>
          {t('sites.behind', { count: behind, all })}
        </StateChip>
      )}
    </>
  )
}

/** The site's own day, which its takings are of, and what its clock shows. */
function SiteTime({ timeZone }: { readonly timeZone: string }) {
  const { language } = useLook()
  const now = useNow(30_000)
  const format = useMemo(
    () =>
      new Intl.DateTimeFormat(SPOKEN[language].locale, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone,
      }),
    [language, timeZone],
  )
  return (
    <p className="text-ink-faint text-sm">
      <Spoken>{format.format(now)}</Spoken>
    </p>
  )
}

function useZoneFormat(timeZone: string) {
  const { language } = useLook()
  return formatFor(SPOKEN[language].locale, timeZone)
}
