'use client'

import { useTranslation } from 'react-i18next'
import type { Bay } from '@/lib/domain'
import { useOrderSync, useWashingBaySync } from '@/lib/sync'
import { classNames } from '@/lib/ui/design/class-names'
import { Plate } from '@/lib/ui/design/Plate'
import { StateChip } from '@/lib/ui/design/StateChip'
import { titleIn } from '@/lib/ui/words/names'
import { BAY_LOOKS } from '@/lib/ui/words/states'
import { LiveLink } from '../live/page-opening'
import { BayReason } from './bay-reason'
import { JobBar } from './job-bar'

/** One bay at a glance; leads to the bay's page. `compact` is for a list within a card. */
export function BayCard({ bay, compact = false }: { readonly bay: Bay; readonly compact?: boolean }) {
  const { t } = useTranslation()
  const { jobs } = useWashingBaySync(bay.bayId)
  const { order } = useOrderSync(bay.orderID)
  const job = jobs.find(({ jobId }) => jobId === bay.jobId)
  const { icon, tone } = BAY_LOOKS[bay.status]
  return (
    <LiveLink
      href={`/bays/${bay.bayId}`}
      className={classNames(
        'flex flex-col gap-2 rounded-md -outline-offset-3',
        compact
          ? 'px-1 py-3 hover:bg-sunken'
          : 'h-full min-h-32 rounded-lg border border-line bg-surface p-4 shadow-card hover:border-line-strong',
      )}
    >
      <span className="flex items-center justify-between gap-2">
        <span className="flex min-w-0 items-center gap-3">
          <span className="truncate font-semibold">{bay.name}</span>
          {bay.orderID && <Plate plate={job?.plate ?? order?.vehicle?.plate} size="small" className="!text-sm" />}
        </span>
        <StateChip tone={tone} icon={icon}>
          {t(`bayStatus.${bay.status}`)}
        </StateChip>
      </span>
      {!compact && job && <span className="truncate text-ink-soft">{titleIn(t, job.title)}</span>}
      {job ? <JobBar job={job} /> : <BayReason bay={bay} />}
    </LiveLink>
  )
}
