'use client'

import { Inbox } from 'lucide-react'
import Link from 'next/link'
import { useOrdersSync } from '@/lib/sync'
import { type Order, STAGES, type Stage } from '@/lib/sync/protocol'
import { EmptyState } from '@/renderer/design/EmptyState'
import { Plate } from '@/renderer/design/Plate'
import { Count, StateChip } from '@/renderer/design/StateChip'
import { STAGE_LOOKS } from '@/renderer/screens/states'
import { useMoment } from '../live/moment'
import { format, STAGE_WORDS, servicesOf } from '../live/words'

/** All orders by stage, the longest waiting first. */
export function Dashboard() {
  const { orders } = useOrdersSync()
  const now = useMoment()
  return (
    <>
      <h1 className="font-semibold text-xl">Orders</h1>
      {orders.length === 0 && (
        <EmptyState icon={Inbox} title="No orders today">
          A new order appears here as soon as it is made.
        </EmptyState>
      )}
      <div className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
        {STAGES.map((stage) => (
          <StageColumn key={stage} stage={stage} orders={orders.filter((order) => order.stage === stage)} now={now} />
        ))}
      </div>
    </>
  )
}

function StageColumn(props: { readonly stage: Stage; readonly orders: readonly Order[]; readonly now: number }) {
  const { stage, orders, now } = props
  if (orders.length === 0) return null
  const { icon, tone } = STAGE_LOOKS[stage]
  return (
    <section aria-label={STAGE_WORDS[stage]} className="rounded-lg bg-surface p-3 shadow-card">
      <h2 className="mb-2 flex items-center gap-2">
        <StateChip icon={icon} tone={tone}>
          {STAGE_WORDS[stage]}
        </StateChip>
        <Count>{orders.length}</Count>
      </h2>
      <ul className="flex flex-col gap-1">
        {orders.map((order) => (
          <li key={order.orderID}>
            <Link href={`/orders/${order.orderID}`} className="flex items-center gap-3 rounded-md px-2 py-2">
              <Plate plate={order.vehicle?.plate} size="small" />
              <span className="min-w-0 grow">
                <span className="block truncate font-medium">{order.orderID}</span>
                <span className="block truncate text-ink-soft text-sm">{servicesOf(order)}</span>
              </span>
              <span className="tabular whitespace-nowrap text-ink-soft text-sm">
                {format.age(now - Date.parse(order.stageSince))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
