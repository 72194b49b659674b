'use client'

import { ChevronLeft, ChevronRight, Download, Printer } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shift } from '@/lib/domain'
import { type DayReport, netOf } from '@/lib/domain/rules/day-report'
import type { WorkReport } from '@/lib/domain/rules/job-work'
import { useDashboardSync } from '@/lib/sync'
import { Button } from '@/lib/ui/design/Button'
import { PageTitle } from '../live/card'
import { Money } from '../live/figures'
import { useLiveFormat } from '../live/look'
import { LiveLink } from '../live/page-opening'
import { dateOf, SPANS, type Span, spanBeside, spanQuery } from './asked-day'
import { DayInWords } from './day-in-words'
import { DayLists } from './day-lists'
import { DayShares } from './day-shares'
import { DayShifts } from './day-shifts'
import { DayWork } from './day-work'

export interface AskedDays {
  readonly day: string
  readonly span: Span
}

export interface DayProps {
  readonly asked: AskedDays
  readonly report: DayReport
  /** Opened or closed then. */
  readonly shifts: readonly Shift[]
  readonly work: WorkReport
  /** The site's day now, `20260115`. */
  readonly today: string
}

/** A day of the site, its week or its month: what came in, how, for what, from whom; what was given back, what is still open, and who washed. */
export function Day({ asked, report, shifts, work, today }: DayProps) {
  const { t } = useTranslation()
  const { day, span } = asked
  const query = spanQuery(day, span)
  return (
    <>
      {span === 'day' && day === today && <ReadAgain />}
      <PageTitle aside={<DayInWords day={report.day} until={report.until} />}>{t(`day.span.${span}`)}</PageTitle>
      <DayChooser asked={asked} today={today} />
      <Figures report={report} />
      <DayShares report={report} query={query}>
        <DayWork work={work} query={query} />
      </DayShares>
      <DayShifts shifts={shifts} query={query} />
      <DayLists report={report} query={query} />
    </>
  )
}

/** Today goes on: its figures are read again when orders change. Those of more days are as they were when they were opened. */
function ReadAgain() {
  const router = useRouter()
  useDashboardSync(() => router.refresh())
  return null
}

const BUTTON =
  'min-target inline-flex items-center justify-center gap-2 rounded-md border border-line-strong/45 bg-surface px-3 font-semibold hover:border-line-strong'

/** Which days they are; works without a script too. */
function DayChooser({ asked: { day, span }, today }: { readonly asked: AskedDays; readonly today: string }) {
  const { t } = useTranslation()
  const at = (wanted: string, over = span) => `/day?${spanQuery(wanted, over)}`
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 print:hidden">
      <form action="/day" className="flex items-center gap-2 max-md:w-full">
        {span !== 'day' && <input type="hidden" name="span" value={span} />}
        <LiveLink href={at(spanBeside(day, span, -1))} className={BUTTON} aria-label={t(`day.before.${span}`)}>
          <ChevronLeft aria-hidden className="size-5" />
        </LiveLink>
        <input
          key={day}
          type="date"
          name="date"
          required
          aria-label={t('day.date')}
          defaultValue={dateOf(day)}
          onChange={({ currentTarget }) => {
            if (currentTarget.value.length === 10) currentTarget.form?.requestSubmit()
          }}
          className="min-target tabular min-w-0 rounded-md border border-line-strong bg-surface px-3 max-md:grow"
        />
        <LiveLink href={at(spanBeside(day, span, 1))} className={BUTTON} aria-label={t(`day.after.${span}`)}>
          <ChevronRight aria-hidden className="size-5" />
        </LiveLink>
        {day !== today && (
          <LiveLink href={span === 'day' ? '/day' : at(today)} className={BUTTON}>
            {t('day.today')}
          </LiveLink>
        )}
      </form>
      <nav aria-label={t('day.spans')} className="flex flex-wrap gap-2 max-md:w-full">
        {SPANS.map((one) => (
          <LiveLink
            key={one}
            href={at(day, one)}
            aria-current={one === span ? 'page' : undefined}
            className={`${BUTTON} max-md:flex-auto ${one === span ? '!border-accent text-accent' : ''}`}
          >
            {t(`day.span.${one}`)}
          </LiveLink>
        ))}
      </nav>
      <div className="flex flex-wrap gap-2 max-md:w-full">
        <a href={`/day/report?${spanQuery(day, span)}`} download className={`${BUTTON} max-md:flex-auto`}>
          <Download aria-hidden className="size-5 shrink-0" />
          {t('day.csv')}
        </a>
        <Button icon={Printer} className="max-md:flex-auto" onPress={() => window.print()}>
          {t('day.print')}
        </Button>
      </div>
    </div>
  )
}

/** The sums that are asked for first. */
function Figures({ report }: Pick<DayProps, 'report'>) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const { total, currency } = report
  const sum = (amounts: readonly { readonly amount: number }[]) => amounts.reduce((all, { amount }) => all + amount, 0)
  const due = report.open.reduce((all, order) => all + order.due, 0)
  const of = (count: number) => t('day.orders', { count })
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-5">
      <Figure label={t('day.net')} hint={of(total.orders)} main>
        <Money sen={netOf(total)} currency={currency} />
      </Figure>
      <Figure
        label={t('day.taken')}
        hint={
          report.rounding === 0 ? undefined : t('day.rounding', { amount: format.money(report.rounding, currency) })
        }
      >
        <Money sen={total.taken} currency={currency} />
      </Figure>
      <Figure label={t('day.givenBack')} hint={t('day.times', { count: report.refunds.length })}>
        <Money sen={total.givenBack} currency={currency} />
      </Figure>
      <Figure label={t('day.discounts')} hint={of(report.discounts.length)}>
        <Money sen={sum(report.discounts)} currency={currency} />
      </Figure>
      <Figure label={t('day.stillDue')} hint={of(report.open.filter((order) => order.due > 0).length)}>
        <Money sen={due} currency={currency} />
      </Figure>
    </dl>
  )
}

interface FigureProps {
  readonly label: string
  readonly hint?: string
  /** What the others add up to. */
  readonly main?: boolean
  readonly children: ReactNode
}

function Figure({ label, hint, main = false, children }: FigureProps) {
  return (
    <div
      className={`flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface px-4 py-3 shadow-card ${main ? 'max-lg:col-span-2' : ''}`}
    >
      <dt className="font-medium text-ink-soft text-sm">{label}</dt>
      <dd className="tabular font-semibold text-2xl max-md:text-xl">{children}</dd>
      {hint && <dd className="text-ink-faint text-sm">{hint}</dd>}
    </div>
  )
}
