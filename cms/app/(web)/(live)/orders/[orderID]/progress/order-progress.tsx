'use client'

import { Hourglass } from 'lucide-react'
import { useWashingBaySync } from '@/lib/sync'
import { EmptyState } from '@/renderer/design/EmptyState'
import { JobSteps } from '../../../bays/job-steps'

/** The wash as it goes: the jobs of one order, step by step. */
export function OrderProgress({ orderID }: { readonly orderID: string }) {
  const { jobs } = useWashingBaySync()
  const own = jobs.filter((job) => job.orderID === orderID)
  if (own.length === 0) {
    return (
      <EmptyState icon={Hourglass} title="Not in a bay yet">
        The steps appear here when the car is taken into a bay.
      </EmptyState>
    )
  }
  return own.map((job) => <JobSteps key={job.jobId} job={job} />)
}
