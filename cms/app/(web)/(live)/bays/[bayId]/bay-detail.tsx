'use client'

import { ChevronLeft, Droplets, History, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useBaysSync, useWashingBaySync } from '@/lib/sync'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { Plate } from '@/lib/ui/design/Plate'
import { StateChip } from '@/lib/ui/design/StateChip'
import { titleIn } from '@/lib/ui/words/names'
import { BAY_LOOKS } from '@/lib/ui/words/states'
import { Card, PageTitle } from '../../live/card'
import { Time } from '../../live/figures'
import { LiveLink } from '../../live/page-opening'
import { BayReason } from '../bay-reason'
import { JobSteps } from '../job-steps'

/** Finished jobs of the bay that are listed. */
const EARLIER = 8

/** One bay: its state, what is being worked on, and what was done before. */
export function BayDetail({ bayId }: { readonly bayId: string }) {
  const { t } = useTranslation()
  const { bays } = useBaysSync()
  const { jobs, activeJobs } = useWashingBaySync(bayId)
  const bay = bays.find((entry) => entry.bayId === bayId)
  const earlier = jobs
    .filter(({ finishedAt }) => finishedAt !== null)
    .sort((one, other) => (other.finishedAt ?? '').localeCompare(one.finishedAt ?? ''))
    .slice(0, EARLIER)
  if (!bay) {
    return (
      <EmptyState large icon={SearchX} title={t('live.bays.unknown')} action={<AllBays />}>
        {t('live.bays.unknownHint')}
      </EmptyState>
    )
  }
  const { icon, tone } = BAY_LOOKS[bay.status]
  return (
    <>
      <div className="flex flex-col gap-1">
        <AllBays />
        <PageTitle>
          <span className="flex flex-wrap items-center gap-3">
            {bay.name}
            <StateChip tone={tone} icon={icon}>
              {t(`bayStatus.${bay.status}`)}
            </StateChip>
          </span>
        </PageTitle>
        {bay.orderID === null && <BayReason bay={bay} />}
      </div>
      {activeJobs.length === 0 && (
        <div className="rounded-lg border border-line bg-surface shadow-card">
          <EmptyState icon={Droplets} title={t('live.bays.noJob')}>
            {t('live.bays.noJobHint')}
          </EmptyState>
        </div>
      )}
      {activeJobs.map((job) => (
        <JobSteps key={job.jobId} job={job} linked />
      ))}
      <Card title={t('live.bays.earlier')}>
        {earlier.length === 0 ? (
          <p className="flex items-center gap-2 text-ink-faint text-sm">
            <History aria-hidden className="size-4" />
            {t('live.bays.earlierEmpty')}
          </p>
        ) : (
          <ul className="-my-1 divide-y divide-line">
            {earlier.map((job) => (
              <li key={job.jobId}>
                <LiveLink
                  href={`/orders/${job.orderID}`}
                  className="flex min-h-12 items-center gap-3 rounded-md -outline-offset-3 hover:bg-sunken"
                >
                  <Time at={job.finishedAt ?? job.updatedAt} className="tabular text-ink-faint text-sm" />
                  <Plate plate={job.plate} size="small" className="!text-sm" />
                  <span className="min-w-0 grow truncate">{titleIn(t, job.title)}</span>
                </LiveLink>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}

function AllBays() {
  const { t } = useTranslation()
  return (
    <LiveLink
      href="/bays"
      className="min-target -ms-1 inline-flex items-center gap-1 self-start font-medium text-accent text-sm"
    >
      <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
      {t('live.bays.all')}
    </LiveLink>
  )
}
