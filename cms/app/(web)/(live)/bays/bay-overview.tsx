'use client'

import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { useBaysSync, useWashingBaySync } from '@/lib/sync'
import { EmptyState } from '@/renderer/design/EmptyState'
import { StateChip } from '@/renderer/design/StateChip'
import { BAY_LOOKS } from '@/renderer/screens/states'
import { BAY_WORDS } from '../live/words'

/** Every bay with its state. */
export function BayOverview() {
  const { bays } = useBaysSync()
  const { activeJobs } = useWashingBaySync()
  return (
    <>
      <h1 className="font-semibold text-xl">Bays</h1>
      {bays.length === 0 && (
        <EmptyState icon={SearchX} title="No bays yet">
          Bays are set up in the admin panel.
        </EmptyState>
      )}
      <ul className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
        {bays.map((bay) => (
          <li key={bay.bayId}>
            <Link href={`/bays/${bay.bayId}`} className="flex items-center gap-3 rounded-lg bg-surface p-4 shadow-card">
              <span className="grow">
                <span className="block font-semibold text-lg">{bay.name}</span>
                <span className="text-ink-soft">
                  {activeJobs.find((job) => job.bayId === bay.bayId)?.title ?? 'No job running'}
                </span>
              </span>
              <StateChip {...BAY_LOOKS[bay.status]}>{BAY_WORDS[bay.status]}</StateChip>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
