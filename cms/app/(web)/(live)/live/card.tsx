import type { ReactNode } from 'react'
import { classNames } from '@/lib/ui/design/class-names'

interface CardProps {
  readonly title: string
  /** Stands at the end of the title's line. */
  readonly aside?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** One matter of a page, with its heading. */
export function Card({ title, aside, className, children }: CardProps) {
  return (
    <section
      aria-label={title}
      className={classNames('rounded-lg border border-line bg-surface p-4 shadow-card', className)}
    >
      <header className="mb-3 flex items-center justify-between gap-3">
        <h2 className="font-semibold">{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}

export function PageTitle({ children, aside }: { readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <h1 className="font-semibold text-xl">{children}</h1>
      {aside}
    </div>
  )
}
