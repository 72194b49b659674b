'use client'

import { useEffect, useMemo } from 'react'
import type { Job, SeenBay } from '../../../domain'
import type { ClientState } from '../client/state'
import { useClient } from '../context'
import { rememberList, useTracked } from '../use-tracked'

export interface WashingBaySync {
  /** The bay's jobs, the most recently changed first. */
  jobs: Job[]
  /** Those being worked on: running or paused. */
  activeJobs: Job[]
  bay: SeenBay | null
  isLoading: boolean
}

const BAY_EVENTS = { eventTypes: ['job_progress_update', 'queue_update'] }
const ACTIVE: ReadonlySet<Job['status']> = new Set(['in_progress', 'paused'])

/** One bay with its jobs; without `bayId`, the jobs of all bays. */
export function useWashingBaySync(bayId?: string | null): WashingBaySync {
  const client = useClient()
  useEffect(() => client.shares.need({}, bayId ? { ...BAY_EVENTS, bayId } : BAY_EVENTS), [client, bayId])
  const readers = useMemo(() => {
    const jobs = rememberList((state: ClientState) =>
      [...state.documents.job.values()]
        .filter((job) => !bayId || job.bayId === bayId)
        .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)),
    )
    const active = rememberList((state: ClientState) => jobs(state).filter((job) => ACTIVE.has(job.status)))
    return {
      jobs: (state: ClientState) => jobs(state) as Job[],
      activeJobs: (state: ClientState) => active(state) as Job[],
      bay: (state: ClientState) => (bayId ? (state.documents.bay.get(bayId) ?? null) : null),
      isLoading: (state: ClientState) => state.loading,
    }
  }, [bayId])
  return useTracked<ClientState, WashingBaySync>(client, readers)
}
