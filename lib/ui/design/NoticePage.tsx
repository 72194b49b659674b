import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from './EmptyState'

export interface NoticePageProps {
  readonly icon: LucideIcon
  readonly title: string
  /** Read out at once by a screen reader: something has gone wrong. */
  readonly urgent?: boolean
  /** Buttons and links that lead on. */
  readonly actions: ReactNode
  readonly children: ReactNode
}

/** A whole page with one thing to say, and the way on: errors, and addresses where nothing is. */
export function NoticePage({ icon, title, urgent = false, actions, children }: NoticePageProps) {
  return (
    <main role={urgent ? 'alert' : undefined} className="flex min-h-dvh items-center justify-center p-4 max-md:p-0">
      <EmptyState
        large
        heading
        icon={icon}
        title={title}
        action={<div className="flex flex-wrap justify-center gap-2">{actions}</div>}
      >
        {children}
      </EmptyState>
    </main>
  )
}

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line-strong/45 bg-surface text-ink hover:border-line-strong',
} as const

/** A link that looks like a button, for ways on. */
export function NoticeLink(props: {
  readonly href: string
  readonly look?: keyof typeof LOOKS
  readonly children: ReactNode
}) {
  const { href, look = 'secondary', children } = props
  return (
    <a href={href} className={`inline-flex min-h-14 items-center rounded-lg px-6 font-semibold text-lg ${LOOKS[look]}`}>
      {children}
    </a>
  )
}
