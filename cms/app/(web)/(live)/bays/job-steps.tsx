'use client'

import { useTranslation } from 'react-i18next'
import type { Job, JobStep } from '@/lib/domain'
import { stepElapsedMs } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { classNames } from '@/lib/ui/design/class-names'
import { Plate } from '@/lib/ui/design/Plate'
import { StateChip } from '@/lib/ui/design/StateChip'
import { nameIn, titleIn } from '@/lib/ui/words/names'
import { JOB_LOOKS, STEP_LOOKS } from '@/lib/ui/words/states'
import { Spoken } from '../live/figures'
import { useLiveFormat } from '../live/look'
import { LiveLink } from '../live/page-opening'
import { JobBar } from './job-bar'

/** A job with its steps, what each took and should take. `linked` leads to the order it is for. */
export function JobSteps({ job, linked = false }: { readonly job: Job; readonly linked?: boolean }) {
  const { t } = useTranslation()
  const { icon, tone } = JOB_LOOKS[job.status]
  const title = titleIn(t, job.title)
  const plate = <Plate plate={job.plate} size="medium" />
  return (
    <section aria-label={title} className="rounded-lg border border-line bg-surface p-4 shadow-card">
      <header className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        {linked ? (
          <LiveLink href={`/orders/${job.orderID}`} className="min-target inline-flex items-center rounded-sm">
            {plate}
          </LiveLink>
        ) : (
          plate
        )}
        <h2 className="font-semibold text-lg">{title}</h2>
        <StateChip tone={tone} icon={icon}>
          {t(`jobStatus.${job.status}`)}
        </StateChip>
      </header>
      {job.status !== 'completed' && job.status !== 'cancelled' && <JobBar job={job} />}
      <ol className="mt-3 grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-4 divide-y divide-line">
        {job.steps.map((step) => (
          <StepLine key={step.stepId} job={job} step={step} />
        ))}
      </ol>
      {job.notes && <p className="mt-3 whitespace-pre-wrap rounded-md bg-sunken px-3 py-2">{job.notes}</p>}
    </section>
  )
}

function StepLine({ job, step }: { readonly job: Job; readonly step: JobStep }) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const now = useNow(10_000)
  const { icon, tone } = STEP_LOOKS[step.status]
  const running = step.status === 'in_progress'
  const took = step.startedAt === null ? null : format.timer(stepElapsedMs(job, step, now))
  return (
    <li
      aria-current={running ? 'step' : undefined}
      className="col-span-full grid min-h-12 grid-cols-subgrid items-center py-2"
    >
      <span>
        <StateChip tone={tone} icon={icon}>
          {t(`step.${step.status}`)}
        </StateChip>
      </span>
      <span className={classNames('min-w-0', running && 'font-semibold')}>
        {nameIn(t, step.name)}
        {step.skipReason && <span className="block font-normal text-ink-faint text-sm">{reason(step.skipReason)}</span>}
      </span>
      <Spoken className="tabular text-end text-ink-soft text-sm">
        {took && step.status !== 'skipped' ? `${took} / ${format.minutes(step.minutes)}` : format.minutes(step.minutes)}
      </Spoken>
    </li>
  )

  function reason(given: string): string {
    const key = `skipReason.${given}` as 'skipReason.not_needed'
    const text = t(key)
    return text === key ? given : text
  }
}
