import { CircleHelp, Clock3, Printer, RefreshCw, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { shownNumber } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { Button } from '@/lib/ui/design/Button'
import { StateChip } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import type { StationBridge } from '@/preload/contract'
import type { PrintJob } from '@/preload/printing'
import { useStationReason } from '../station-error'
import { useToasts } from '../Toasts'

const MINUTE_MS = 60_000

const CHIPS = {
  waiting: { tone: 'warn', icon: Clock3 },
  sending: { tone: 'active', icon: Printer },
  doubtful: { tone: 'bad', icon: CircleHelp },
  missed: { tone: 'bad', icon: TriangleAlert },
} as const

interface PrintJobListProps {
  readonly bridge: StationBridge
  readonly jobs: readonly PrintJob[]
}

/** What the printer of receipts has not done, why, and what a person can do about it. */
export function PrintJobList({ bridge, jobs }: PrintJobListProps) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const reason = useStationReason()
  const told = (error: unknown) => toasts.error(t('settings.failed', { reason: reason(error) }))
  const decide = (id: string, decision: 'again' | 'leave') =>
    void bridge.request('printer:decide', { id, decision }).catch(told)
  return (
    <div className="flex flex-col items-start gap-4">
      <ul className="flex w-full flex-col divide-y divide-line rounded-md border border-line">
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} onDecide={(decision) => decide(job.id, decision)} />
        ))}
      </ul>
      {jobs.some(({ state }) => state === 'waiting') && (
        <Button icon={RefreshCw} onPress={() => void bridge.request('printer:tryNow').catch(told)}>
          {t('printer.tryNow')}
        </Button>
      )}
    </div>
  )
}

interface JobRowProps {
  readonly job: PrintJob
  readonly onDecide: (decision: 'again' | 'leave') => void
}

function JobRow({ job, onDecide }: JobRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(MINUTE_MS)
  const { what, title, askedAt, state, trouble } = job
  const name = [t(`printer.what.${what}`), title && shownNumber(title)].filter(Boolean).join(' · ')
  const again = t(what === 'drawer' ? 'printer.openDrawer' : 'printer.again')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="flex min-w-0 grow basis-72 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{name}</span>
          <StateChip {...CHIPS[state]}>{t(`printer.state.${state}`)}</StateChip>
          <time dateTime={askedAt} className="tabular text-ink-faint text-sm">
            {format.time(askedAt, now)}
          </time>
        </p>
        {trouble && <p className="text-ink-soft text-sm">{t(`printer.trouble.${trouble}`)}</p>}
      </div>
      {state !== 'sending' && (
        <div className="flex flex-wrap gap-2">
          {state !== 'waiting' && (
            <Button aria-label={`${again}: ${name}`} onPress={() => onDecide('again')}>
              {again}
            </Button>
          )}
          <Button look="quiet" aria-label={`${t('printer.leave')}: ${name}`} onPress={() => onDecide('leave')}>
            {t('printer.leave')}
          </Button>
        </div>
      )}
    </li>
  )
}
