'use client'

import { useTranslation } from 'react-i18next'
import type { Shift } from '@/lib/domain'
import { actorWords } from '@/lib/ui/words/event-words'
import { Card } from '../live/card'
import { Money, Time } from '../live/figures'
import { LiveLink } from '../live/page-opening'
import { useSite } from '../live/site'
import { AsTable } from './as-table'

interface DayShiftsProps {
  readonly shifts: readonly Shift[]
  /** What an address says to be led to these days. */
  readonly query: string
}

/** The day's shifts of the till, each leading to its Z; nothing at a site that has none. */
export function DayShifts({ shifts, query }: DayShiftsProps) {
  const { t } = useTranslation()
  if (shifts.length === 0) return null
  return (
    <Card
      title={t('shift.ofDay')}
      aside={<AsTable of={t('shift.ofDay')} query={`${query}&of=shifts`} />}
      className="break-inside-avoid"
    >
      <ul className="-my-2 divide-y divide-line">
        {shifts.map((shift) => (
          <li key={shift.shiftId}>
            <ShiftRow shift={shift} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function ShiftRow({ shift }: { readonly shift: Shift }) {
  const { t } = useTranslation()
  const { people } = useSite()
  const { number, openedAt, openedBy, closedAt, closedBy, counted, expected, currency } = shift
  const difference = counted === null || expected === null ? null : counted - expected
  const by = closedBy ?? openedBy
  return (
    <LiveLink
      href={`/day/shifts/${number}`}
      className="-mx-2 flex min-h-14 items-center gap-3 rounded-md px-2 py-1.5 -outline-offset-3 hover:bg-sunken"
    >
      <span className="min-w-0 grow">
        <span className="block font-medium text-accent print:text-ink">{t('shift.title', { number })}</span>
        <span className="tabular block text-ink-faint text-xs">
          <Time at={openedAt} /> – {closedAt ? <Time at={closedAt} /> : t('shift.open')}
          {by && ` · ${actorWords(by, people, t)}`}
        </span>
      </span>
      {difference !== null && (
        <span className={`shrink-0 text-end ${difference === 0 ? 'text-good' : 'text-warn'}`}>
          <span className="block text-xs">
            {t(difference === 0 ? 'shift.right' : difference > 0 ? 'shift.over' : 'shift.short')}
          </span>
          <Money sen={Math.abs(difference)} currency={currency} className="tabular font-semibold" />
        </span>
      )}
    </LiveLink>
  )
}
