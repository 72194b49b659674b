'use client'

import { Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useWashingBaySync } from '@/lib/sync'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { JobSteps } from '../../../bays/job-steps'
import { useShownOrder } from '../order-context'

/** The wash as it goes: the jobs of one order, step by step. */
export function OrderProgress() {
  const { t } = useTranslation()
  const { order } = useShownOrder()
  const { jobs } = useWashingBaySync()
  const own = jobs.filter(({ orderID }) => orderID === order.orderID)
  if (own.length === 0) {
    const ended = order.stage === 'completed' || order.stage === 'cancelled'
    return (
      <div className="rounded-lg border border-line bg-surface shadow-card">
        <EmptyState icon={Hourglass} title={ended ? t('live.order.noSteps') : t('live.order.notInBay')}>
          {ended ? t('live.order.noStepsHint') : t('live.order.notInBayHint')}
        </EmptyState>
      </div>
    )
  }
  return own.map((job) => <JobSteps key={job.jobId} job={job} />)
}
