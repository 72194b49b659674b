import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly large?: boolean
  /** The title is that of the whole page. */
  readonly heading?: boolean
}

/** What stands where nothing is: says that it is right, and what would put something there. */
export function EmptyState({ icon: Icon, title, children, action, large = false, heading = false }: EmptyStateProps) {
  const Title = heading ? 'h1' : 'p'
  return (
    <div className={classNames('flex flex-col items-center gap-2 text-center', large ? 'p-12' : 'px-4 py-8')}>
      <Icon aria-hidden className={classNames('text-ink-faint', large ? 'size-14' : 'size-6')} strokeWidth={1.5} />
      <Title className={classNames('font-semibold', large ? 'text-2xl' : 'text-base')}>{title}</Title>
      {children && <p className={classNames('max-w-prose text-ink-soft', large ? 'text-lg' : 'text-sm')}>{children}</p>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  )
}

/** The shape of what is coming, for waits under a second. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={classNames('skeleton', className)} />
}
