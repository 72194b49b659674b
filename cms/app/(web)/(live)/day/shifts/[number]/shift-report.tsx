'use client'

import { Hourglass, Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shift } from '@/lib/domain'
import type { ShiftReport } from '@/lib/domain/rules/shift-report'
import { siteDay } from '@/lib/domain/rules/site-day'
import { Button } from '@/lib/ui/design/Button'
import { classNames } from '@/lib/ui/design/class-names'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { actorWords } from '@/lib/ui/words/event-words'
import { Card, PageTitle } from '../../../live/card'
import { Money, Time } from '../../../live/figures'
import { useLook } from '../../../live/look'
import { LiveLink } from '../../../live/page-opening'
import { useSite } from '../../../live/site'
import { Approved } from '../../approved'
import { AsTable } from '../../as-table'
import { dateOf } from '../../asked-day'
import { DayInWords } from '../../day-in-words'
import { ShareTable } from '../../day-shares'
import { TaxTable } from '../../tax-table'

interface ShiftReportProps {
  readonly shift: Shift
  /** `null` while it is open. */
  readonly report: ShiftReport | null
}

/** A shift's Z: the drawer, what its payments add up to, and what was given back. */
export function ShiftReportPage({ shift, report }: ShiftReportProps) {
  const { t } = useTranslation()
  const { people } = useSite()
  const { timeZone } = useLook()
  const { number, openedAt, openedBy, closedAt, closedBy, fromSeq, toSeq, note, currency } = shift
  const day = siteDay(new Date(openedAt), timeZone)
  const by = (actor: string | null) => (actor ? ` · ${actorWords(actor, people, t)}` : '')
  return (
    <>
      <PageTitle
        aside={
          <span className="flex gap-2 print:hidden">
            <LiveLink
              href={`/day?date=${dateOf(day)}`}
              className="min-target inline-flex items-center rounded-md px-3 font-semibold text-accent"
            >
              {t('live.page.day')}
            </LiveLink>
            {report && <AsTable of={t('shift.title', { number })} query={`of=shifts&number=${number}`} />}
            {report && (
              <Button icon={Printer} onPress={() => window.print()}>
                {t('day.print')}
              </Button>
            )}
          </span>
        }
      >
        {t('shift.title', { number })}
      </PageTitle>
      <p className="text-ink-soft">
        <DayInWords day={day} />
        {' · '}
        {t('shift.opened')} <Time at={openedAt} />
        {by(openedBy)}
        {closedAt && (
          <>
            {' — '}
            {t('shift.closed')} <Time at={closedAt} />
            {by(closedBy)}
          </>
        )}
      </p>
      {report ? (
        <div className="grid items-start gap-5 md:grid-cols-2 print:grid-cols-2">
          <Drawer report={report} />
          <ShareTable
            total={report.total}
            currency={currency}
            title={t('day.byMethod')}
            shares={report.byMethod}
            nameOf={({ key }) => t(key === null ? 'day.notSaid' : `day.method.${key as 'cash'}`)}
          />
          <TaxTable taxes={report.taxes} currency={currency} />
          <Refunds report={report} />
          <Card title={t('shift.records')}>
            <p className="tabular text-ink-soft">
              {toSeq === fromSeq
                ? t('shift.noRecords')
                : t('shift.recordsFromTo', { from: fromSeq + 1, to: toSeq ?? fromSeq })}
            </p>
            {note && <p className="mt-3 break-words border-line border-s-2 ps-3">{note}</p>}
          </Card>
        </div>
      ) : (
        <div className="rounded-lg border border-line bg-surface shadow-card">
          <EmptyState icon={Hourglass} title={t('shift.stillOpen')}>
            {t('shift.stillOpenHint')}
          </EmptyState>
        </div>
      )}
    </>
  )
}

/** What was in the drawer, and what should have been. */
function Drawer({ report }: { readonly report: ShiftReport }) {
  const { t } = useTranslation()
  const { shift, cash, expected, difference } = report
  const amount = (sen: number) => <Money sen={sen} currency={shift.currency} />
  return (
    <Card title={t('shift.drawer')}>
      <dl className="tabular flex flex-col">
        <Line label={t('shift.float')}>{amount(shift.float)}</Line>
        <Line label={t('shift.cash')}>{amount(cash)}</Line>
        <Line label={t('shift.expected')} sum>
          {amount(expected)}
        </Line>
        {shift.counted !== null && <Line label={t('shift.countedIs')}>{amount(shift.counted)}</Line>}
        {difference !== null && (
          <Line
            label={t(difference === 0 ? 'shift.right' : difference > 0 ? 'shift.over' : 'shift.short')}
            sum
            className={difference === 0 ? 'text-good' : 'text-warn'}
          >
            {amount(Math.abs(difference))}
          </Line>
        )}
      </dl>
    </Card>
  )
}

interface LineProps {
  readonly label: string
  /** Drawn from the lines above it. */
  readonly sum?: boolean
  readonly className?: string
  readonly children: ReactNode
}

function Line({ label, sum = false, className, children }: LineProps) {
  return (
    <div
      className={classNames(
        'flex justify-between gap-4 py-1.5',
        sum && 'border-line-strong border-t font-semibold',
        className,
      )}
    >
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Refunds({ report }: { readonly report: ShiftReport }) {
  const { t } = useTranslation()
  const { people } = useSite()
  return (
    <Card title={t('day.refunds')}>
      {report.refunds.length === 0 ? (
        <p className="text-ink-faint text-sm">{t('day.noRefunds')}</p>
      ) : (
        <ul className="-my-2 divide-y divide-line">
          {report.refunds.map(({ seq, orderID, amount, reason, at, by, approvedBy, method }) => (
            <li key={seq} className="flex justify-between gap-4 py-2">
              <span className="min-w-0">
                <span className="block break-words">{reason ?? t('day.noReason')}</span>
                <span className="tabular block text-ink-faint text-xs">
                  {orderID} · <Time at={at} />
                  {by && ` · ${actorWords(by, people, t)}`}
                  <Approved by={approvedBy} />
                  {` · ${t(method ? `day.method.${method}` : 'day.notSaid')}`}
                </span>
              </span>
              <span className="tabular shrink-0 font-semibold">
                <Money sen={-amount} currency={report.shift.currency} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
