'use client'

import { Inbox } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Order, STAGES, type Stage, stageToSay } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { Plate } from '@/lib/ui/design/Plate'
import { Count, StateChip } from '@/lib/ui/design/StateChip'
import { servicesIn } from '@/lib/ui/words/names'
import { paymentWords } from '@/lib/ui/words/payment-words'
import { PAYMENT_LOOKS, paymentToSay, STAGE_LOOKS } from '@/lib/ui/words/states'
import { Age, Money } from '../live/figures'
import { LiveLink } from '../live/page-opening'
import { stageAnchor } from './stage-counts'

const ENDED: readonly Stage[] = ['completed', 'cancelled']
/** Orders of a stage shown before the rest is asked for. */
const FIRST = { running: 8, ended: 4 } as const

/** All orders by stage: those under way with the longest waiting first, those that ended with the latest first. */
export function StageLists({ orders }: { readonly orders: readonly Order[] }) {
  const { t } = useTranslation()
  if (orders.length === 0) {
    return (
      <div className="rounded-lg border border-line bg-surface shadow-card">
        <EmptyState large icon={Inbox} title={t('cashier.emptyBoardTitle')}>
          {t('live.ordersEmpty')}
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="md:columns-2 md:gap-5">
      {STAGES.map((stage) => (
        <StageList key={stage} stage={stage} orders={orders.filter((order) => stageToSay(order) === stage)} />
      ))}
    </div>
  )
}

function StageList({ stage, orders }: { readonly stage: Stage; readonly orders: readonly Order[] }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  if (orders.length === 0) return null
  const { icon: Icon } = STAGE_LOOKS[stage]
  const ended = ENDED.includes(stage)
  const sorted = ended ? orders.toReversed() : orders
  const first = ended ? FIRST.ended : FIRST.running
  const shown = all ? sorted : sorted.slice(0, first)
  return (
    <section
      id={stageAnchor(stage)}
      aria-label={t(`stage.${stage}`)}
      className="mb-5 break-inside-avoid rounded-lg border border-line bg-surface p-2 shadow-card"
    >
      <h2 className="flex items-center gap-2 px-2 py-1.5 font-semibold">
        <Icon aria-hidden className="size-4.5 text-ink-soft" />
        {t(`stage.${stage}`)}
        <Count>{orders.length}</Count>
      </h2>
      <ul>
        {shown.map((order) => (
          <li key={order.orderID}>
            <OrderLine order={order} />
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <Button look="quiet" className="w-full !text-sm" onPress={() => setAll(true)}>
          {t('live.showAll', { count: sorted.length })}
        </Button>
      )}
    </section>
  )
}

function OrderLine({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const status = paymentToSay(order)
  const payment = status && PAYMENT_LOOKS[status]
  return (
    <LiveLink
      href={`/orders/${order.orderID}`}
      className="flex min-h-14 items-center gap-3 rounded-md px-2 py-1.5 -outline-offset-3 hover:bg-sunken"
    >
      <span className="flex w-24 shrink-0 justify-start">
        <Plate plate={order.vehicle?.plate} size="small" />
      </span>
      <span className="min-w-0 grow">
        <span className="block truncate">{servicesIn(t, order.services) || '–'}</span>
        <span className="tabular block truncate text-ink-faint text-xs">{order.orderID}</span>
      </span>
      <span className="flex shrink-0 flex-col items-end gap-0.5">
        <span className="flex items-center gap-1.5">
          {payment?.tone === 'good' && (
            <payment.icon role="img" aria-label={paymentWords(order, t)} className="size-4 shrink-0 text-good" />
          )}
          <Money sen={order.totalAmount} currency={order.currency} className="tabular font-medium text-sm" />
        </span>
        {payment?.tone === 'bad' || payment?.tone === 'warn' ? (
          <StateChip tone={payment.tone} icon={payment.icon}>
            {paymentWords(order, t)}
          </StateChip>
        ) : (
          <Age since={order.stageSince} className="tabular text-ink-faint text-xs" />
        )}
      </span>
    </LiveLink>
  )
}
