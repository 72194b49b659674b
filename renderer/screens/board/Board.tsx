import { CarFront } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { estimateWaits, jobRemainingMs, QUEUE_IDS, type SeenBay, type SeenJob, type WaitEstimate } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { Mark } from '@/lib/ui/design/Mark'
import { Plate } from '@/lib/ui/design/Plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { BAY_LOOKS } from '@/lib/ui/words/states'
import { FreshnessText } from '../../frame/Freshness'
import { useSite, useStatus } from '../../store/use-station'
import { useHiddenControls } from './use-hidden-controls'
import { usePages } from './use-pages'

/** Waiting cars on one page; more turn over by themselves. */
const PER_PAGE = 6

/** For a TV across the room: who is in which bay, who is next and when. Nothing to press. */
export function Board() {
  const { t } = useTranslation()
  const format = useFormat()
  const site = useSite()
  const status = useStatus()
  const now = useNow(10_000)
  useHiddenControls()
  const bays = site.bays.filter((bay) => bay.status !== 'out_of_service').sort((a, b) => a.position - b.position)
  const waiting = estimateWaits(site, now)
  const { page, pages, shown } = usePages(waiting, PER_PAGE)
  return (
    <div className="flex h-dvh flex-col text-[clamp(1rem,min(2.9vh,1.7vw),3rem)] max-md:text-base leading-[1.3]">
      <header className="flex shrink-0 items-center gap-[0.6em] px-[1.4em] pt-[0.8em]">
        <Mark />
        <h1 className="sr-only">{t('role.board')}</h1>
        <time className="tabular font-semibold text-[1.3em] leading-tight" dateTime={new Date(now).toISOString()}>
          {format.time(new Date(now).toISOString())}
        </time>
        <span className="ms-auto">
          <FreshnessText status={status} large />
        </span>
      </header>
      {status.freshness.kind === 'stale' && status.freshness.since !== null && (
        <p
          role="status"
          className="mx-[1.4em] mt-[0.5em] rounded-md bg-warn-soft px-[0.8em] py-[0.3em] font-semibold text-warn"
        >
          {t('board.stale')}
        </p>
      )}
      <main className="grid min-h-0 grow grid-cols-2 gap-[1.4em] px-[1.4em] pt-[0.8em] pb-[1em] max-md:grid-cols-1">
        <section aria-label={t('board.bays')} className="flex min-h-0 flex-col gap-[0.6em]">
          <h2 className="font-semibold text-ink-soft">{t('board.bays')}</h2>
          <ul className="flex min-h-0 grow flex-col gap-[0.5em]">
            {bays.map((bay) => (
              <BayLine
                key={bay.bayId}
                bay={bay}
                job={site.jobs.find(({ jobId }) => jobId === bay.jobId)}
                plate={site.orders.find(({ orderID }) => orderID === bay.orderID)?.vehicle?.plate}
                now={now}
              />
            ))}
          </ul>
        </section>
        <section aria-label={t('board.waiting')} className="flex min-h-0 flex-col gap-[0.6em]">
          <h2 className="flex items-baseline justify-between font-semibold text-ink-soft">
            {t('board.waiting')}
            {pages > 1 && (
              <span className="tabular font-normal text-[0.8em]">{t('board.page', { page: page + 1, pages })}</span>
            )}
          </h2>
          {waiting.length === 0 ? (
            <div className="flex grow flex-col items-center justify-center gap-[0.3em] text-center">
              <CarFront aria-hidden className="size-[3.5em] text-ink-faint" strokeWidth={1.25} />
              <p className="font-semibold text-[1.4em] leading-tight">{t('board.empty')}</p>
              <p className="text-ink-soft">{t('board.emptyText')}</p>
            </div>
          ) : (
            <ol key={page} className="modal-scrim flex min-h-0 grow flex-col">
              {shown.map((estimate) => (
                <WaitingLine
                  key={estimate.orderID}
                  estimate={estimate}
                  plate={site.orders.find(({ orderID }) => orderID === estimate.orderID)?.vehicle?.plate}
                />
              ))}
            </ol>
          )}
        </section>
      </main>
    </div>
  )
}

interface BayLineProps {
  readonly bay: SeenBay
  readonly job: SeenJob | undefined
  readonly plate: string | undefined
  readonly now: number
}

function BayLine({ bay, job, plate, now }: BayLineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { icon: Icon } = BAY_LOOKS[bay.status]
  const left = job ? jobRemainingMs(job, now) : null
  const busy = bay.orderID !== null
  const text = !busy
    ? bay.status === 'cleaning'
      ? t('bayStatus.cleaning')
      : t('board.free')
    : left === null
      ? t('bayStatus.occupied')
      : left < 60_000
        ? t('board.readySoon')
        : t('board.readyIn', { time: format.age(left) })
  return (
    <li className="flex max-h-[6em] min-h-0 grow basis-0 max-md:basis-auto items-center gap-[0.8em] rounded-lg border border-line bg-surface px-[0.9em] py-[0.4em]">
      <span className="w-[4.4em] shrink-0 truncate font-semibold">{bay.name}</span>
      {busy ? <Plate plate={job?.plate ?? plate} className="!text-[2.2em] max-md:!text-[1.5em]" /> : null}
      <span
        className={`tabular ms-auto flex items-center gap-[0.4em] text-end ${busy ? 'font-semibold' : 'text-ink-soft'}`}
      >
        <Icon aria-hidden className="size-[1em] shrink-0" />
        {text}
      </span>
    </li>
  )
}

function WaitingLine({ estimate, plate }: { readonly estimate: WaitEstimate; readonly plate: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { startsInMs, queueId } = estimate
  return (
    <li className="flex max-h-[5em] min-h-0 grow items-center gap-[0.8em] border-line border-b py-[0.3em] last:border-0">
      <span className="tabular w-[1.6em] shrink-0 text-center font-semibold text-ink-faint">{estimate.place}</span>
      <Plate plate={plate ?? estimate.orderID} className="!text-[2.2em] max-md:!text-[1.5em]" />
      {queueId === QUEUE_IDS[1] && (
        <span className="rounded-sm bg-ink px-[0.4em] font-semibold text-[0.7em] text-canvas leading-normal">
          {t('queue.vip')}
        </span>
      )}
      <span className="tabular ms-auto text-end font-semibold">
        {startsInMs === null
          ? t('board.noEstimate')
          : startsInMs < 60_000
            ? t('board.startsNow')
            : t('board.startsIn', { time: format.age(startsInMs) })}
      </span>
    </li>
  )
}
