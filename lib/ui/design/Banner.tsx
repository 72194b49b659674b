import type { LucideIcon } from 'lucide-react'
import { CircleAlert, CircleCheck, CircleX, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

type Tone = 'info' | 'good' | 'warn' | 'bad'

const LOOKS: Record<Tone, { readonly className: string; readonly icon: LucideIcon }> = {
  info: { className: 'bg-active-soft text-active', icon: Info },
  good: { className: 'bg-good-soft text-good', icon: CircleCheck },
  warn: { className: 'bg-warn-soft text-warn', icon: CircleAlert },
  bad: { className: 'bg-bad-soft text-bad', icon: CircleX },
}

export interface BannerProps {
  readonly tone: Tone
  readonly title: ReactNode
  /** Instead of that of the tone. */
  readonly icon?: LucideIcon
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** Announce at once rather than when the reader pauses. */
  readonly urgent?: boolean
}

/** A message that stays: what happened, what it means, what to do. */
export function Banner({ tone, title, icon, children, action, urgent = false }: BannerProps) {
  const { className } = LOOKS[tone]
  const Icon = icon ?? LOOKS[tone].icon
  return (
    <div
      role={urgent ? 'alert' : 'status'}
      className={classNames('flex flex-wrap items-center gap-3 rounded-md px-4 py-2.5', className)}
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <div className="min-w-0 grow basis-48">
        <strong className="font-semibold">{title}</strong>
        {children && <span className="text-ink-soft"> {children}</span>}
      </div>
      {action}
    </div>
  )
}
