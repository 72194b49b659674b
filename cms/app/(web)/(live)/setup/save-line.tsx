'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import type { Save } from './use-save'

interface SaveLineProps extends Pick<Save, 'state' | 'reason'> {
  readonly isDisabled?: boolean
  /** What the button says. */
  readonly children?: ReactNode
}

/** The button that saves a part, and what came of it. */
export function SaveLine({ state, reason, isDisabled = false, children }: SaveLineProps) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button type="submit" isPending={state === 'busy'} isDisabled={isDisabled}>
        {children ?? t('siteSetup.save')}
      </Button>
      <output className="min-w-0 text-sm">
        {state === 'saved' && (
          <span className="inline-flex items-center gap-1.5 font-medium text-good">
            <CircleCheck aria-hidden className="size-4 shrink-0" />
            {t('siteSetup.saved')}
          </span>
        )}
        {state === 'failed' && (
          <span className="inline-flex items-start gap-1.5 text-bad">
            <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
            {t('siteSetup.failed', { reason })}
          </span>
        )}
      </output>
    </div>
  )
}
