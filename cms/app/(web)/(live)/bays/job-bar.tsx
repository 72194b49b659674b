'use client'

import { useTranslation } from 'react-i18next'
import type { Job } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { classNames } from '@/lib/ui/design/class-names'
import { nameIn } from '@/lib/ui/words/names'
import { TIME_TONES } from '@/lib/ui/words/states'
import { Spoken } from '../live/figures'
import { useLiveFormat } from '../live/look'
import { jobTimes } from './job-times'

const BARS = { neutral: 'bg-active', active: 'bg-active', good: 'bg-good', warn: 'bg-warn', bad: 'bg-bad' } as const
const TEXTS = { neutral: '', active: '', good: '', warn: 'font-medium text-warn', bad: 'font-medium text-bad' } as const

/** A running job against its time: the step, what is left or over, and a bar of it. */
export function JobBar({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const now = useNow(10_000)
  const { elapsedMs, targetMs, level, share } = jobTimes(job, now)
  const tone = TIME_TONES[level]
  const step = job.steps.find(({ status }) => status === 'in_progress')
  const left = targetMs - elapsedMs
  const time =
    job.startedAt === null
      ? t('bayStrip.notStarted')
      : left >= 0
        ? t('bayStrip.left', { time: format.age(left) })
        : t('bayStrip.over', { time: format.age(-left) })
  return (
    <span className="flex w-full flex-col gap-1.5">
      <span className="flex items-baseline justify-between gap-3 text-ink-soft text-sm">
        <span className="min-w-0 truncate">{step ? nameIn(t, step.name) : t(`jobStatus.${job.status}`)}</span>
        <Spoken className={classNames('tabular shrink-0', TEXTS[tone])}>{time}</Spoken>
      </span>
      <span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-sunken">
        <span
          suppressHydrationWarning
          className={classNames('block h-full rounded-full', job.status === 'paused' ? 'bg-line-strong' : BARS[tone])}
          style={{ width: `${Math.round(share * 100)}%` }}
        />
      </span>
    </span>
  )
}
