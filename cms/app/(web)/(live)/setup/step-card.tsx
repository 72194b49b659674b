'use client'

import { ArrowRight, CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from '@/lib/ui/design/class-names'
import { StateChip } from '@/lib/ui/design/StateChip'
import type { SetUpStep } from '../read/set-up-steps'

interface StepCardProps {
  readonly step: SetUpStep
  readonly done: boolean
  /** What is there now. */
  readonly now: ReactNode
  /** Where the rest of it is done. */
  readonly link?: { readonly href: string; readonly label: string }
  readonly className?: string
  readonly children?: ReactNode
}

/** One step of the set-up: whether its result is there, what is there, and the way to do it. */
export function StepCard({ step, done, now, link, className, children }: StepCardProps) {
  const { t } = useTranslation()
  const title = `${step}-title`
  return (
    <section
      id={step}
      aria-labelledby={title}
      className={classNames(
        'flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-card',
        className,
      )}
    >
      <header className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <h2 id={title} className="font-semibold">
          {t(`siteSetup.items.${step}`)}
        </h2>
        {done ? (
          <StateChip tone="good" icon={CircleCheck}>
            {t('siteSetup.done')}
          </StateChip>
        ) : (
          <StateChip icon={CircleDashed}>{t('siteSetup.toDo')}</StateChip>
        )}
      </header>
      <p className="text-ink-soft text-sm">{now}</p>
      {children}
      {link && (
        <a
          href={link.href}
          className="-my-2 mt-auto inline-flex min-target items-center gap-1.5 self-start font-medium text-accent hover:underline"
        >
          {link.label}
          <ArrowRight aria-hidden className="size-4 shrink-0 rtl:-scale-x-100" />
        </a>
      )}
    </section>
  )
}
