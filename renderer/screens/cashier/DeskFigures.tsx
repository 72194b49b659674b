import { AlarmClock } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classNames } from '@/lib/ui/design/class-names'
import { useFormat } from '@/lib/ui/format/use-format'
import { useSiteStanding } from '../../store/use-station'
import { usePromise } from './use-promise'

const MINUTE_MS = 60_000

export interface DeskFiguresProps {
  /** Only those who are late are shown. */
  readonly filtered: boolean
  readonly onFilter: () => void
}

/** How many are late, which shows them alone, and how long it takes these hours. */
export function DeskFigures({ filtered, onFilter }: DeskFiguresProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { late, waitMinutes, washMinutes } = useSiteStanding(usePromise())
  const figures = [
    { name: 'cashier.averageWait', minutes: waitMinutes },
    { name: 'cashier.averageWash', minutes: washMinutes },
  ] as const
  return (
    <>
      {(late.size > 0 || filtered) && (
        <ToggleButton
          isSelected={filtered}
          onChange={onFilter}
          className={classNames(
            'tabular inline-flex min-target shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md px-2.5 font-semibold text-sm',
            filtered ? 'bg-bad text-on-state' : 'text-bad data-[hovered]:bg-bad-soft',
          )}
        >
          <AlarmClock aria-hidden className="size-4" />
          {t('cashier.lateCount', { count: late.size })}
        </ToggleButton>
      )}
      <span className="tabular ms-auto flex flex-wrap justify-end gap-x-3 text-ink-soft text-xs">
        {figures.some(({ minutes }) => minutes !== null) && <span className="sr-only">{t('cashier.averages')}</span>}
        {figures.map(
          ({ name, minutes }) =>
            minutes !== null && (
              <span key={name} className="whitespace-nowrap">
                {t(name, { time: format.age(minutes * MINUTE_MS) })}
              </span>
            ),
        )}
      </span>
    </>
  )
}
