import { VolumeX } from 'lucide-react'
import { useMemo } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { estimateWaits, readyCars } from '@/lib/domain'
import { LANGUAGES, SPOKEN } from '@/lib/domain/languages'
import { useNow } from '@/lib/ui/clock'
import { useFormat } from '@/lib/ui/format/use-format'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { useMedia } from '../../frame/use-media'
import { useSettings } from '../../host'
import { useSite, useStatus } from '../../store/use-station'
import { NextCars, ReadyCars, WashingCars } from './BoardLists'
import { type ShownSite, useBoardSettings } from './use-board-settings'
import { useHiddenControls } from './use-hidden-controls'
import { useReadyChime } from './use-ready-chime'
import { useTurn } from './use-turn'

/** Cars that a block holds so that they are read from across the room. */
const MOST = 8
const MOST_IN_PORTRAIT = 6

/** For a TV across the room: which car is being washed, which is ready, who is next and when. Nothing to press. */
export function Board() {
  const { settings } = useSettings()
  const { i18n } = useTranslation()
  const shown = useBoardSettings()
  useHiddenControls()
  const { languages, secondsPerLanguage } = shown.board
  const [first = settings.language, ...others] = languages
  const language = useTurn([first, ...others], secondsPerLanguage)
  const translators = useMemo(
    () => new Map(LANGUAGES.map((each) => [each, makeTranslator(each, shown.stageWords, shown.names)] as const)),
    [shown.stageWords, shown.names],
  )
  return (
    <I18nextProvider i18n={translators.get(language) ?? i18n}>
      <div
        lang={SPOKEN[language].tag}
        className="flex h-dvh flex-col gap-[0.8em] overflow-hidden p-[1.2em] text-[clamp(1rem,min(2.9vh,1.7vw),3rem)] leading-[1.3] max-md:h-auto max-md:min-h-dvh max-md:p-3 portrait:text-[clamp(1rem,min(1.75vh,3.1vw),3rem)]"
      >
        <Cars shown={shown} sounds={settings.sounds} />
      </div>
    </I18nextProvider>
  )
}

function Cars({ shown, sounds }: { readonly shown: ShownSite; readonly sounds: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const site = useSite()
  const { freshness } = useStatus()
  const now = useNow(10_000)
  const most = useMedia('(orientation: portrait)') ? MOST_IN_PORTRAIT : MOST
  const ready = readyCars(site, shown, now)
  const silenced = useReadyChime(
    ready.map(({ orderID }) => orderID),
    sounds,
    shown.billing ? 'billed' : 'washed',
  )
  return (
    <>
      <header className="flex shrink-0 items-baseline gap-[0.8em]">
        <h1 className="min-w-0 truncate font-semibold text-[1.5em] leading-tight">{shown.name || t('role.board')}</h1>
        {silenced && (
          <p className="ms-auto flex items-center gap-[0.4em] self-center text-[0.7em] text-ink-soft">
            <VolumeX aria-hidden className="size-[1.2em]" />
            {t('board.touchForSound')}
          </p>
        )}
        <time
          className={`tabular font-semibold text-[1.5em] leading-tight ${silenced ? '' : 'ms-auto'}`}
          dateTime={new Date(now).toISOString()}
        >
          {format.time(new Date(now).toISOString())}
        </time>
      </header>
      {freshness.kind === 'stale' && (
        <p role="status" className="rounded-md bg-warn-soft px-[0.8em] py-[0.3em] font-semibold text-warn">
          {t('board.stale')}
        </p>
      )}
      <main className="grid min-h-0 grow gap-[1.2em] max-md:gap-3 portrait:auto-rows-fr portrait:grid-cols-1 landscape:grid-cols-3">
        <WashingCars site={site} now={now} most={most} />
        <ReadyCars site={site} ready={ready} most={most} />
        <NextCars site={site} waiting={estimateWaits(site, now)} shown={shown} now={now} most={most} />
      </main>
      {shown.board.message !== '' && (
        <p className="shrink-0 text-center font-medium text-[1.1em] text-ink-soft">{shown.board.message}</p>
      )}
    </>
  )
}
