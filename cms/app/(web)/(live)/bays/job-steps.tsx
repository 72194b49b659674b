import { Check, Circle, type LucideIcon, Play, SkipForward } from 'lucide-react'
import type { Job, StepStatus } from '@/lib/sync/protocol'
import { Plate } from '@/renderer/design/Plate'
import { StateChip, type Tone } from '@/renderer/design/StateChip'
import { JOB_LOOKS } from '@/renderer/screens/states'
import { JOB_WORDS } from '../live/words'

const STEPS: Readonly<Record<StepStatus, readonly [LucideIcon, Tone, string]>> = {
  pending: [Circle, 'neutral', 'To do'],
  in_progress: [Play, 'active', 'Running'],
  completed: [Check, 'good', 'Done'],
  skipped: [SkipForward, 'warn', 'Skipped'],
}

/** A job with its steps and their target minutes. */
export function JobSteps({ job }: { readonly job: Job }) {
  return (
    <section aria-label={job.title} className="rounded-lg bg-surface p-4 shadow-card">
      <header className="mb-3 flex flex-wrap items-center gap-3">
        <Plate plate={job.plate} />
        <h2 className="font-semibold text-lg">{job.title}</h2>
        <StateChip {...JOB_LOOKS[job.status]}>{JOB_WORDS[job.status]}</StateChip>
      </header>
      <ol>
        {job.steps.map((step) => {
          const [icon, tone, word] = STEPS[step.status]
          return (
            <li key={step.stepId} className="flex items-center gap-3 border-line border-t py-2">
              <StateChip icon={icon} tone={tone}>
                {word}
              </StateChip>
              <span className="grow">{step.name}</span>
              <span className="tabular text-ink-soft text-sm">{step.minutes} min</span>
            </li>
          )
        })}
      </ol>
      {job.notes && <p className="mt-3 text-ink-soft">{job.notes}</p>}
    </section>
  )
}
