'use client'

import { Droplets, SearchX } from 'lucide-react'
import { useWashingBaySync } from '@/lib/sync'
import { EmptyState } from '@/renderer/design/EmptyState'
import { StateChip } from '@/renderer/design/StateChip'
import { BAY_LOOKS } from '@/renderer/screens/states'
import { BAY_WORDS } from '../../live/words'
import { JobSteps } from '../job-steps'

/** One bay: its state and what is being worked on. */
export function BayDetail({ bayId }: { readonly bayId: string }) {
  const { bay, activeJobs } = useWashingBaySync(bayId)
  if (!bay) {
    return (
      <EmptyState icon={SearchX} title="There is no such bay">
        Choose one under Bays.
      </EmptyState>
    )
  }
  return (
    <>
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="font-semibold text-xl">{bay.name}</h1>
        <StateChip {...BAY_LOOKS[bay.status]}>{BAY_WORDS[bay.status]}</StateChip>
      </header>
      {activeJobs.length === 0 && (
        <EmptyState icon={Droplets} title="No job is running">
          It appears here when the next car is started.
        </EmptyState>
      )}
      {activeJobs.map((job) => (
        <JobSteps key={job.jobId} job={job} />
      ))}
    </>
  )
}
