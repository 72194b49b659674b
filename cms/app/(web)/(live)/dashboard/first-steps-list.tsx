'use client'

import { Circle, CircleCheck, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '@/lib/ui/design/Button'
import { classNames } from '@/lib/ui/design/class-names'
import { Card } from '../live/card'
import type { FirstStep, FirstSteps } from '../read/read-first-steps'
import { keepHidden } from './first-steps-kept'

const PLACES: Readonly<Record<FirstStep, (siteId: number) => string>> = {
  name: (siteId) => `/admin/collections/tenants/${siteId}`,
  prices: () => '/admin/collections/services',
  bays: () => '/admin/collections/bays',
  staff: () => '/admin/collections/users/create',
  whatsapp: (siteId) => `/admin/collections/tenants/${siteId}`,
  station: () => '/admin/collections/stations/create',
  order: () => '/station?role=cashier',
}

/** What an owner sets up once: what is done is ticked, the rest leads to where it is done. */
export function FirstStepsList({ steps, all }: { readonly steps: FirstSteps; readonly all: readonly FirstStep[] }) {
  const { t } = useTranslation()
  const [hidden, setHidden] = useState(false)
  if (hidden) return null
  const { done, siteId } = steps
  const hide = () => {
    keepHidden()
    setHidden(true)
  }
  return (
    <Card
      title={t('live.firstSteps.title')}
      aside={
        <span className="-my-3 -me-2 flex items-center gap-1">
          <span className="tabular text-ink-soft text-sm">
            {t('live.firstSteps.progress', { done: done.length, all: all.length })}
          </span>
          <IconButton icon={X} label={t('live.firstSteps.dismiss')} onPress={hide} />
        </span>
      }
    >
      <ul className="-mx-2 -my-1 grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-x-4">
        {all.map((step) => {
          const ticked = done.includes(step)
          const Icon = ticked ? CircleCheck : Circle
          return (
            <li key={step}>
              <a
                href={PLACES[step](siteId)}
                className={classNames(
                  'min-target flex items-center gap-3 rounded-md px-2 hover:bg-sunken',
                  ticked ? 'text-ink-faint' : 'font-medium',
                )}
              >
                <Icon
                  role="img"
                  aria-label={t(ticked ? 'live.firstSteps.done' : 'live.firstSteps.toDo')}
                  className={classNames('size-5 shrink-0', ticked ? 'text-good' : 'text-ink-faint')}
                />
                {t(`live.firstSteps.items.${step}`)}
              </a>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
