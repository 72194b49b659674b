import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tone = 'neutral' | 'active' | 'good' | 'warn' | 'bad'

const TONES: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-soft',
  active: 'bg-active-soft text-active',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}

export interface StateChipProps {
  readonly tone?: Tone
  readonly icon: LucideIcon
  readonly large?: boolean
  readonly children: ReactNode
}

/** A state: colour, icon and word together, so that none of them carries it alone. */
export function StateChip({ tone = 'neutral', icon: Icon, large = false, children }: StateChipProps) {
  return (
    <span
      data-state={tone}
      className={classNames(
        'inline-flex items-center rounded-sm font-medium whitespace-nowrap',
        large ? 'gap-2 px-3 py-1.5 text-lg' : 'gap-1 px-1.5 py-0.5 text-xs',
        TONES[tone],
      )}
    >
      <Icon aria-hidden className={large ? 'size-5' : 'size-3.5'} />
      {children}
    </span>
  )
}

/** A count beside a heading. */
export function Count({ children, tone = 'neutral' }: { readonly children: ReactNode; readonly tone?: Tone }) {
  return (
    <span
      className={classNames(
        'tabular inline-flex h-5 min-w-5 items-center justify-center rounded-full px-1.5 text-xs font-semibold',
        TONES[tone],
      )}
    >
      {children}
    </span>
  )
}
