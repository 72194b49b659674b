'use client'

import { Circle, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { classNames } from '@/lib/ui/design/class-names'
import { Card } from '../live/card'
import { LiveLink } from '../live/page-opening'
import type { SetUpStep } from '../read/set-up-steps'

interface FirstStepsListProps {
  readonly done: readonly SetUpStep[]
  readonly all: readonly SetUpStep[]
}

/** How far the site is set up: what is done is ticked, and each leads to its place on the page where it is done. */
export function FirstStepsList({ done, all }: FirstStepsListProps) {
  const { t } = useTranslation()
  return (
    <Card
      title={t('siteSetup.firstSteps')}
      aside={
        <span className="tabular text-ink-soft text-sm">
          {t('siteSetup.progress', { done: done.length, all: all.length })}
        </span>
      }
    >
      <ul className="-mx-2 -my-1 grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-x-4">
        {all.map((step) => {
          const ticked = done.includes(step)
          const Icon = ticked ? CircleCheck : Circle
          return (
            <li key={step}>
              <LiveLink
                href={`/setup#${step}`}
                className={classNames(
                  'min-target flex items-center gap-3 rounded-md px-2 py-1.5 hover:bg-sunken',
                  ticked ? 'text-ink-faint' : 'font-medium',
                )}
              >
                <Icon
                  role="img"
                  aria-label={t(ticked ? 'siteSetup.done' : 'siteSetup.toDo')}
                  className={classNames('size-5 shrink-0', ticked ? 'text-good' : 'text-ink-faint')}
                />
                {t(`siteSetup.items.${step}`)}
              </LiveLink>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
