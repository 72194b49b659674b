import { CarFront, CircleCheck, Clock, Droplets, type LucideIcon, Moon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { closesInMs, jobRemainingMs, type ReadyCar, type SiteState, type WaitEstimate } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'
import { Plate } from '@/lib/ui/design/Plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { shortNumber } from '../cashier/OrderCard'
import type { ShownSite } from './use-board-settings'

const MINUTE_MS = 60_000

/** As the customer knows the car: by its plate, and where it has none, by the number on the receipt. */
const nameOf = ({ orders }: SiteState, orderID: string) =>
  orders.find((order) => order.orderID === orderID)?.vehicle?.plate || shortNumber(orderID)

interface ListProps {
  readonly site: SiteState
  /** So many are shown; how many more there are is said. */
  readonly most: number
}

/** In the bays, first ready first. */
export function WashingCars({ site, now, most }: ListProps & { readonly now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const washed = site.bays
    .flatMap((bay) => {
      if (bay.orderID === null) return []
      const job = site.jobs.find(({ jobId }) => jobId === bay.jobId)
      const left = job ? jobRemainingMs(job, now) : null
      return [{ bay, plate: job?.plate || nameOf(site, bay.orderID), left }]
    })
    .sort((a, b) => (a.left ?? 0) - (b.left ?? 0))
  return (
    <Block icon={Droplets} title={t('stage.in_progress')} more={washed.length - most}>
      {washed.length === 0 ? (
        <Nothing icon={Droplets} title={t('board.nobodyWashing')} />
      ) : (
        washed.slice(0, most).map(({ bay, plate, left }) => (
          <Car key={bay.bayId} plate={plate}>
            <Above>{bay.name}</Above>
            {left === null || left < MINUTE_MS ? t('board.readySoon') : t('board.readyIn', { time: format.age(left) })}
          </Car>
        ))
      )}
    </Block>
  )
}

/** Washed and to be collected, the newest first. */
export function ReadyCars({ site, ready, most }: ListProps & { readonly ready: readonly ReadyCar[] }) {
  const { t } = useTranslation()
  return (
    <Block
      icon={CircleCheck}
      title={t('board.ready')}
      hint={ready.length > 0 ? t('board.collect') : ''}
      more={ready.length - most}
    >
      {ready.length === 0 ? (
        <Nothing icon={CircleCheck} title={t('board.nobodyReady')} />
      ) : (
        ready.slice(0, most).map(({ orderID }) => <Car key={orderID} plate={nameOf(site, orderID)} />)
      )}
    </Block>
  )
}

export interface NextCarsProps extends ListProps {
  readonly waiting: readonly WaitEstimate[]
  readonly shown: ShownSite
  readonly now: number
}

/** In the order they will be taken, with when; nothing is promised beyond the closing time. */
export function NextCars({ site, waiting, shown, now, most }: NextCarsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const closesIn = closesInMs(shown.hours, now, shown.timeZone)
  const turn = (startsInMs: number | null) => {
    if (startsInMs === null) return t('board.noEstimate')
    // Longer than a time, and in every row.
    if (closesIn !== null && startsInMs >= closesIn)
      return <span className="inline-block text-[0.75em]">{t('board.askAtDesk')}</span>
    return startsInMs < MINUTE_MS ? t('board.startsNow') : t('board.startsIn', { time: format.age(startsInMs) })
  }
  return (
    <Block icon={Clock} title={t('board.next')} more={waiting.length - most} ordered>
      {waiting.length === 0 ? (
        closesIn === 0 ? (
          <Nothing icon={Moon} title={t('board.closed')}>
            {shown.hours.opensAt !== null && t('board.opensAt', { time: shown.hours.opensAt })}
          </Nothing>
        ) : (
          <Nothing icon={CarFront} title={t('board.empty')}>
            {t('board.emptyText')}
          </Nothing>
        )
      ) : (
        waiting.slice(0, most).map(({ orderID, place, queueId, startsInMs }) => (
          <Car key={orderID} plate={nameOf(site, orderID)} place={place}>
            {queueId === 'vip' && <span className="text-[0.75em] text-ink-soft">{t('queue.vip')}</span>}{' '}
            {turn(startsInMs)}
          </Car>
        ))
      )}
    </Block>
  )
}

interface BlockProps {
  readonly icon: LucideIcon
  readonly title: string
  /** What those who are in it are asked to do: it calls for somebody. */
  readonly hint?: string
  /** How many there are that are not shown; below one, none. */
  readonly more: number
  /** They stand in the order they will be taken. */
  readonly ordered?: boolean
  readonly children: ReactNode
}

function Block({ icon: Icon, title, hint = '', more, ordered = false, children }: BlockProps) {
  const { t } = useTranslation()
  const List = ordered ? 'ol' : 'ul'
  return (
    <section
      aria-label={title}
      className={classNames(
        'flex min-h-0 flex-col overflow-hidden rounded-lg border p-[0.7em]',
        hint ? 'border-good bg-good-soft' : 'border-line bg-surface',
      )}
    >
      <h2
        className={classNames(
          'flex shrink-0 items-center gap-[0.4em] pb-[0.3em] font-semibold text-[1.2em] leading-tight',
          hint ? 'text-good' : 'text-ink-soft',
        )}
      >
        <Icon aria-hidden className="size-[1em] shrink-0" />
        <span className="shrink-0">{title}</span>
        {hint && <span className="ms-auto text-end font-medium text-[0.75em] leading-tight">{hint}</span>}
      </h2>
      <List className="flex min-h-0 grow flex-col portrait:grid portrait:auto-rows-fr portrait:grid-cols-2 portrait:gap-x-[1em]">
        {children}
      </List>
      {more > 0 && (
        <p className="tabular shrink-0 pt-[0.2em] text-[0.9em] text-ink-soft">{t('board.more', { count: more })}</p>
      )}
    </section>
  )
}

interface CarProps {
  readonly plate: string
  readonly place?: number
  /** What the customer is told of it. */
  readonly children?: ReactNode
}

function Car({ plate, place, children }: CarProps) {
  return (
    <li className="flex max-h-[4.6em] min-h-0 flex-1 items-center gap-[0.6em] border-line border-t py-[0.15em] portrait:max-h-none portrait:flex-col portrait:items-start portrait:justify-center portrait:gap-[0.1em]">
      <span className="flex shrink-0 items-center gap-[0.4em]">
        {place !== undefined && (
          <span className="tabular w-[1.3em] shrink-0 text-center font-semibold text-ink-faint">{place}</span>
        )}
        <Plate plate={plate} className="!text-[1.8em] max-md:!text-[1.4em] portrait:!text-[1.7em]" />
      </span>
      {children && (
        <span className="tabular ms-auto min-w-0 break-keep text-end font-semibold leading-tight portrait:ms-0 portrait:text-start">
          {children}
        </span>
      )}
    </li>
  )
}

/** What stands above the time. */
function Above({ children }: { readonly children: string }) {
  return (
    <span className="block font-medium text-[0.75em] text-ink-soft portrait:me-[0.5em] portrait:inline">
      {children}
    </span>
  )
}

interface NothingProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
}

function Nothing({ icon: Icon, title, children }: NothingProps) {
  return (
    <li className="flex grow flex-col items-center justify-center gap-[0.2em] text-center portrait:col-span-2">
      <Icon aria-hidden className="size-[2.6em] text-ink-faint" strokeWidth={1.25} />
      <span className="font-semibold text-[1.15em] text-ink-soft leading-tight">{title}</span>
      {children && <span className="text-ink-faint">{children}</span>}
    </li>
  )
}
