import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeenBay, SeenJob } from '@/lib/domain'
import { jobElapsedMs, jobTargetMs, timeLevel } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { classNames } from '@/lib/ui/design/class-names'
import { Plate } from '@/lib/ui/design/Plate'
import { StateChip } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import { nameIn } from '@/lib/ui/words/names'
import { BAY_LOOKS, TIME_TONES } from '@/lib/ui/words/states'
import { useBays, useDocument } from '../../store/use-station'
import { CarChooser } from './CarChooser'

/** All bays in a row: what each is doing and how it stands against its time. A busy one opens its order, a free one takes a car. */
export const BayStrip = memo(function BayStrip({ onOpen }: { readonly onOpen: (orderID: string) => void }) {
  const { t } = useTranslation()
  const bays = useBays()
  const [toFill, setToFill] = useState<SeenBay | null>(null)
  if (bays.length === 0) return null
  return (
    <section
      aria-label={t('cashier.bays')}
      className="flex shrink-0 gap-2 overflow-x-auto px-5 pt-3 pb-1 [scrollbar-width:thin] max-md:px-3"
    >
      {bays.map((bayId) => (
        <BayTile key={bayId} bayId={bayId} onOpen={onOpen} onFill={setToFill} />
      ))}
      <CarChooser bay={toFill} onClose={() => setToFill(null)} />
    </section>
  )
})

const BayTile = memo(function BayTile({
  bayId,
  onOpen,
  onFill,
}: {
  readonly bayId: string
  readonly onOpen: (orderID: string) => void
  readonly onFill: (bay: SeenBay) => void
}) {
  const { t } = useTranslation()
  const bay = useDocument('bay', bayId)
  const job = useDocument('job', bay?.jobId ?? null)
  const order = useDocument('order', bay?.orderID ?? null)
  if (!bay) return null
  const look = BAY_LOOKS[bay.status]
  const busy = bay.orderID !== null
  const press = busy ? () => onOpen(bay.orderID ?? '') : bay.status === 'available' ? () => onFill(bay) : null
  const Shell = press ? 'button' : 'div'
  return (
    <Shell
      {...(press ? { type: 'button' as const, onClick: press } : {})}
      className="@container relative flex min-h-18 min-w-52 flex-1 flex-col justify-between gap-1 overflow-hidden rounded-md border border-line bg-surface px-3 pt-2 pb-3 text-start shadow-card"
    >
      <span className="flex w-full items-center justify-between gap-2">
        <span className="truncate font-semibold text-sm">{bay.name}</span>
        <StateChip tone={look.tone} icon={look.icon}>
          {t(`bayStatus.${bay.status}`)}
        </StateChip>
      </span>
      <span className="flex w-full items-center justify-between gap-2">
        {busy ? (
          <Plate plate={job?.plate ?? order?.vehicle?.plate} size="small" />
        ) : (
          <span className="min-w-0 text-ink-faint text-sm">{idleText()}</span>
        )}
        {!busy && bay.status !== 'available' && <OutFor since={bay.updatedAt} />}
        {busy &&
          (job?.startedAt ? (
            <JobTime job={job} />
          ) : (
            <span className="truncate text-ink-soft text-sm">{t('bayStrip.notStarted')}</span>
          ))}
      </span>
    </Shell>
  )

  function idleText(): string {
    if (bay?.status !== 'out_of_service') return bay?.status === 'available' ? t('bayStrip.sendCar') : ''
    const reason = bay.statusReason
    return reason ? reasonText(reason) : ''
  }

  function reasonText(reason: string): string {
    const key = `bayReason.${reason}` as 'bayReason.other'
    const text = t(key)
    return text === key ? reason : text
  }
})

/** How long a bay has taken no car; of one that is renamed meanwhile, from then on. */
function OutFor({ since }: { readonly since: string }) {
  const format = useFormat()
  const now = useNow(30_000)
  return <span className="tabular shrink-0 text-ink-soft text-sm">{format.shortAge(now - Date.parse(since))}</span>
}

const BAR = { neutral: 'bg-active', active: 'bg-active', good: 'bg-good', warn: 'bg-warn', bad: 'bg-bad' } as const
const TEXT = { warn: 'font-semibold text-warn', bad: 'font-semibold text-bad' } as const

/** How a running job stands against its target, in words and as a bar along the tile's edge. Moves with the clock. */
function JobTime({ job }: { readonly job: SeenJob }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(10_000)
  const elapsed = jobElapsedMs(job, now)
  const target = jobTargetMs(job)
  const tone = TIME_TONES[timeLevel(elapsed, target)]
  const left = target - elapsed
  const time =
    left >= 0
      ? t('bayStrip.left', { time: format.shortAge(left) })
      : t('bayStrip.over', { time: format.shortAge(-left) })
  const step = job.steps.find((entry) => entry.status === 'in_progress')
  return (
    <>
      <span
        className={classNames(
          'tabular flex min-w-0 gap-1 text-sm',
          tone === 'warn' || tone === 'bad' ? TEXT[tone] : 'text-ink-soft',
        )}
      >
        {step && <span className="truncate @max-[17rem]:sr-only">{nameIn(t, step.name)} ·</span>}
        <span className="shrink-0">{time}</span>
      </span>
      {target > 0 && (
        <span aria-hidden className="absolute inset-x-0 bottom-0 h-1 bg-sunken">
          <span
            className={classNames('block h-full', BAR[tone])}
            style={{ width: `${Math.min(100, (elapsed / target) * 100)}%` }}
          />
        </span>
      )}
    </>
  )
}
