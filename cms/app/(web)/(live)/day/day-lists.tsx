'use client'

import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DayReport, discountsByReason } from '@/lib/domain/rules/day-report'
import { Plate } from '@/lib/ui/design/Plate'
import { Count } from '@/lib/ui/design/StateChip'
import { discountWords } from '@/lib/ui/words/discount-words'
import { actorWords } from '@/lib/ui/words/event-words'
import { Card } from '../live/card'
import { Money, Time } from '../live/figures'
import { LiveLink } from '../live/page-opening'
import { useSite } from '../live/site'
import { Approved } from './approved'

/** What somebody may have to be asked about: refunds, discounts, orders called off, and those that are not closed. */
export function DayLists({ report, query }: { readonly report: DayReport; readonly query: string }) {
  const { t } = useTranslation()
  const { people } = useSite()
  const { currency, refunds, discounts, calledOff, open } = report
  const tableOf = (list: string) => `/day/report?${query}&of=${list}`
  return (
    <>
      <OrderList title={t('day.refunds')} empty={t('day.noRefunds')}>
        {refunds.map((refund) => (
          <OrderRow
            key={`${refund.orderID} ${refund.at}`}
            orderID={refund.orderID}
            plate={refund.plate}
            amount={<Money sen={refund.amount} currency={currency} />}
            what={refund.reason ?? t('day.noReason')}
          >
            <Time at={refund.at} />
            {refund.by && ` · ${actorWords(refund.by, people, t)}`}
            <Approved by={refund.approvedBy} />
            {` · ${t(refund.method ? `day.method.${refund.method}` : 'day.notSaid')}`}
          </OrderRow>
        ))}
      </OrderList>
      <OrderList
        title={t('day.discountsTitle')}
        empty={t('day.noDiscounts')}
        before={<ByReason discounts={discounts} currency={currency} />}
        table={tableOf('discounts')}
      >
        {discounts.map(({ orderID, plate, amount, totalAmount, by, ...discount }) => (
          <OrderRow
            key={orderID}
            orderID={orderID}
            plate={plate}
            amount={<Money sen={amount} currency={currency} />}
            what={discountWords(discount, t)}
          >
            {by && `${actorWords(by, people, t)} · `}
            {t('order.total')} <Money sen={totalAmount} currency={currency} />
            <Approved by={discount.approvedBy} />
          </OrderRow>
        ))}
      </OrderList>
      <OrderList title={t('day.calledOff')} empty={t('day.noneCalledOff')} table={tableOf('called-off')}>
        {calledOff.map((order) => (
          <OrderRow
            key={order.orderID}
            orderID={order.orderID}
            plate={order.plate}
            amount={<Money sen={order.amount} currency={currency} />}
            what={order.reason ?? t('day.noReason')}
          >
            <Time at={order.at} />
            {order.by && ` · ${actorWords(order.by, people, t)}`}
            <Approved by={order.approvedBy} />
          </OrderRow>
        ))}
      </OrderList>
      <OrderList title={t('day.open')} empty={t('day.noneOpen')} table={tableOf('open')}>
        {open.map(({ orderID, plate, stage, due, takenAt }) => (
          <OrderRow
            key={orderID}
            orderID={orderID}
            plate={plate}
            amount={due === 0 ? '–' : <Money sen={due} currency={currency} />}
            what={t(`stage.${stage}`)}
          >
            <Time at={takenAt} />
          </OrderRow>
        ))}
      </OrderList>
    </>
  )
}

/** What was taken off for each reason, where there is more than one. */
function ByReason({ discounts, currency }: Pick<DayReport, 'discounts' | 'currency'>) {
  const { t } = useTranslation()
  const shares = discountsByReason(discounts)
  if (shares.length < 2) return null
  return (
    <dl className="tabular mb-3 flex flex-col gap-1 rounded-md bg-sunken px-3 py-2 text-sm">
      {shares.map(({ amount, orders, ...share }) => (
        <div key={`${share.freeWash} ${share.reason}`} className="flex items-baseline justify-between gap-3">
          <dt className="wrap-anywhere min-w-0">
            {discountWords(share, t)} <span className="text-ink-faint">{t('day.orders', { count: orders })}</span>
          </dt>
          <dd className="shrink-0 font-semibold">
            <Money sen={amount} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface OrderListProps {
  readonly title: string
  readonly empty: string
  /** Stands before its lines. */
  readonly before?: ReactNode
  /** The address of its lines as a table. */
  readonly table?: string
  readonly children: readonly ReactNode[]
}

function OrderList({ title, empty, before, table, children }: OrderListProps) {
  const { t } = useTranslation()
  const aside = children.length > 0 && (
    <span className="flex items-center gap-2">
      {table && (
        <a
          href={table}
          download
          aria-label={`${title}: ${t('day.csv')}`}
          className="min-target -my-2 inline-flex items-center justify-center text-ink-soft hover:text-ink print:hidden"
        >
          <Download aria-hidden className="size-5" />
        </a>
      )}
      <Count>{children.length}</Count>
    </span>
  )
  return (
    <Card title={title} aside={aside} className="break-inside-avoid">
      {before}
      {children.length === 0 ? (
        <p className="text-ink-faint text-sm">{empty}</p>
      ) : (
        <ul className="-my-2 divide-y divide-line">{children}</ul>
      )}
    </Card>
  )
}

interface OrderRowProps {
  readonly orderID: string
  readonly plate: string | null
  readonly amount: ReactNode
  readonly what: ReactNode
  readonly children?: ReactNode
}

function OrderRow({ orderID, plate, amount, what, children }: OrderRowProps) {
  return (
    <li>
      <LiveLink
        href={`/orders/${orderID}`}
        className="-mx-2 flex min-h-14 items-center gap-3 rounded-md px-2 py-1.5 -outline-offset-3 hover:bg-sunken"
      >
        <span className="flex w-24 shrink-0 justify-start">
          <Plate plate={plate} size="small" />
        </span>
        <span className="min-w-0 grow">
          <span className="block break-words">{what}</span>
          <span className="tabular block text-ink-faint text-xs">
            {orderID}
            {children && <> · {children}</>}
          </span>
        </span>
        <span className="tabular shrink-0 font-semibold">{amount}</span>
      </LiveLink>
    </li>
  )
}
