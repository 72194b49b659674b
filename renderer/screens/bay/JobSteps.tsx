import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Job, type JobStep, SKIP_REASONS, stepElapsedMs, timeLevel } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'
import { useFormat } from '@/lib/ui/format/use-format'
import { nameIn } from '@/lib/ui/words/names'
import { STEP_LOOKS } from '@/lib/ui/words/states'

const TEXT = {
  neutral: 'text-ink-faint',
  active: 'text-active',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
} as const

/** All steps of the job: what is done, what is now, what is to come, with their times. */
export function JobSteps({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  const at = job.steps.findIndex(({ status }) => status === 'in_progress')
  // Of more steps than there is room for, the one that is on stands in the middle: hands are wet, and nobody scrolls.
  useLayoutEffect(() => {
    const step = list.current?.children[at]
    if (!list.current || !(step instanceof HTMLElement)) return
    list.current.scrollTop = step.offsetTop - (list.current.clientHeight - step.offsetHeight) / 2
  }, [at])
  if (job.steps.length === 0) return null
  return (
    <ol ref={list} aria-label={t('bay.steps')} className="relative flex min-h-0 flex-col overflow-y-auto">
      {job.steps.map((step) => (
        <Step key={step.stepId} job={job} step={step} />
      ))}
    </ol>
  )
}

function Step({ job, step }: { readonly job: Job; readonly step: JobStep }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { icon: Icon, tone } = STEP_LOOKS[step.status]
  const now = step.status === 'in_progress'
  const took = step.finishedAt ? stepElapsedMs(job, step, 0) : null
  const late = took !== null && timeLevel(took, step.minutes * 60_000) !== 'normal'
  const reason = SKIP_REASONS.find((entry) => entry === step.skipReason)
  return (
    <li
      aria-current={now ? 'step' : undefined}
      className={classNames('flex min-h-16 items-center gap-4 rounded-md px-3 text-lg', now && 'bg-active-soft')}
    >
      <Icon aria-hidden className={classNames('size-6 shrink-0', TEXT[tone])} />
      <span
        className={classNames(
          'min-w-0 grow',
          now ? 'font-semibold text-xl' : step.status !== 'pending' && 'text-ink-soft',
        )}
      >
        {nameIn(t, step.name)}
        <span className="sr-only">, {t(`step.${step.status}`)}</span>
        {step.status === 'skipped' && (
          <span className="block text-base text-warn">
            {t('step.skipped')}
            {step.skipReason && `: ${reason ? t(`skipReason.${reason}`) : step.skipReason}`}
          </span>
        )}
      </span>
      <span className={classNames('tabular shrink-0', late ? 'text-warn' : 'text-ink-soft')}>
        {took !== null && step.status === 'completed' ? format.timer(took) : format.minutes(step.minutes)}
      </span>
    </li>
  )
}
