'use client'

import { FileX2, ReceiptText } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isWholeOrder, type Order, receiptOf, type SyncEvent } from '@/lib/domain'
import { useOrderStageChange, useOrderSync } from '@/lib/sync'
import { classNames } from '@/lib/ui/design/class-names'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { LiveLink } from '../../live/page-opening'
import { OrderContext } from './order-context'
import { OrderHead } from './order-head'
import { SendReceipt } from './send-receipt'
import { StageTrack } from './stage-track'

interface OrderFrameProps {
  /** The order as the server read it with the page; the live one takes its place. */
  readonly kept: Order
  readonly timeline: readonly SyncEvent[]
  /** Where the server has the receipt for whoever is given the link; `null` for a person who gives none out. */
  readonly receiptPath: string | null
  readonly children: ReactNode
}

/** What all pages of one order share: its head, its way through the stages, and going along when its stage changes. */
export function OrderFrame({ kept, timeline, receiptPath, children }: OrderFrameProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const { orderID } = kept
  const { order: live, latestEvent } = useOrderSync(orderID)
  useOrderStageChange(orderID, (_event, _previousStage, newStage) => {
    if (newStage === 'completed') router.push(`/orders/${orderID}/completion`)
    else if (newStage === 'in_progress') router.push(`/orders/${orderID}/progress`)
  })
  // An order that ended long ago is not among the live ones; one that was deleted meanwhile is not either.
  const deleted = live === null && latestEvent?.eventType === 'order_deleted'
  const order = live && isWholeOrder(live) ? live : kept
  const shown = useMemo(() => ({ order, timeline }), [order, timeline])
  if (deleted) {
    return (
      <EmptyState large icon={FileX2} title={t('order.gone')} action={<ToDashboard />}>
        {t('live.order.deleted')}
      </EmptyState>
    )
  }
  return (
    <OrderContext value={shown}>
      <OrderHead order={order} />
      <StageTrack order={order} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 border-line border-b">
        <OrderTabs orderID={orderID} />
        <span className="flex flex-wrap items-center print:hidden">
          {receiptPath && <SendReceipt order={order} path={receiptPath} />}
          <ReceiptLink order={order} />
        </span>
      </div>
      {children}
    </OrderContext>
  )
}

function OrderTabs({ orderID }: { readonly orderID: string }) {
  const { t } = useTranslation()
  const path = usePathname()
  const tabs = [
    ['', t('live.order.overview')],
    ['/progress', t('live.order.progress')],
    ['/completion', t('live.order.completion')],
  ] as const
  return (
    <nav aria-label={t('live.order.pages')} className="flex gap-1">
      {tabs.map(([page, label]) => {
        const href = `/orders/${orderID}${page}`
        const here = path === href
        return (
          <LiveLink
            key={page}
            href={href}
            aria-current={here ? 'page' : undefined}
            className={classNames(
              '-mb-px min-target inline-flex items-center border-b-2 px-3 font-medium hover:text-ink',
              here ? 'border-accent text-ink' : 'border-transparent text-ink-soft',
            )}
          >
            {label}
          </LiveLink>
        )
      })}
    </nav>
  )
}

/** The paper as the customer has it, to be printed or shown again. */
function ReceiptLink({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  return (
    <a
      href={`/receipt/link/${encodeURIComponent(order.orderID)}?open`}
      target="_blank"
      rel="noopener"
      className="min-target inline-flex items-center gap-2 px-3 font-medium text-accent hover:underline"
    >
      <ReceiptText aria-hidden className="size-5" />
      {t(`receipt.${receiptOf(order).kind}`)}
    </a>
  )
}

function ToDashboard() {
  const { t } = useTranslation()
  return (
    <LiveLink
      href="/dashboard"
      className="min-target inline-flex items-center rounded-md bg-accent px-4 font-semibold text-on-accent"
    >
      {t('live.toDashboard')}
    </LiveLink>
  )
}
