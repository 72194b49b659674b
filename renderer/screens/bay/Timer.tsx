import { Clock, Pause, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { timeLevel } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'
import { useFormat } from '@/lib/ui/format/use-format'

const LOOKS = {
  normal: { text: 'text-ink', word: 'bay.onTime' },
  amber: { text: 'text-warn', word: 'bay.amber' },
  red: { text: 'text-bad', word: 'bay.red' },
} as const

export interface TimerProps {
  /** What is being timed; spoken. */
  readonly label: string
  readonly elapsedMs: number
  /** 0 where nothing says how long it is to take. */
  readonly targetMs: number
  readonly size: 'job' | 'step'
  readonly paused: boolean
}

/** Elapsed against target: amber from 100 %, red from 125 %, and the word for it. */
export function Timer({ label, elapsedMs, targetMs, size, paused }: TimerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const level = targetMs > 0 ? timeLevel(elapsedMs, targetMs) : 'normal'
  const look = LOOKS[level]
  const Icon = paused ? Pause : level === 'normal' ? Clock : TriangleAlert
  return (
    <div role="timer" aria-label={label} className={classNames('flex flex-col items-end', look.text)}>
      <span
        className={classNames(
          'tabular font-semibold',
          size === 'job' ? 'text-5xl max-md:text-4xl' : 'text-4xl max-md:text-3xl',
        )}
      >
        {format.timer(elapsedMs)}
      </span>
      {(paused || targetMs > 0) && (
        <span className="tabular text-end text-lg">
          <Icon aria-hidden className="me-2 inline-block size-5 align-[-0.2em]" />
          {paused
            ? t('bay.paused')
            : level === 'normal'
              ? t('bay.target', { time: format.minutes(Math.round(targetMs / 60_000)) })
              : t(look.word)}
        </span>
      )}
    </div>
  )
}
