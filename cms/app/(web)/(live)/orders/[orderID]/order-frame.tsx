'use client'

import { SearchX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useOrderStageChange, useOrderSync } from '@/lib/sync'
import { EmptyState } from '@/renderer/design/EmptyState'
import { Plate } from '@/renderer/design/Plate'
import { StateChip } from '@/renderer/design/StateChip'
import { PAYMENT_LOOKS, STAGE_LOOKS } from '@/renderer/screens/states'
import { PAYMENT_WORDS, STAGE_WORDS } from '../../live/words'

/** What all pages of one order share: its head, and going along when its stage changes. */
export function OrderFrame({ orderID, children }: { readonly orderID: string; readonly children: ReactNode }) {
  const router = useRouter()
  const { order } = useOrderSync(orderID)
  useOrderStageChange(orderID, (_event, _previousStage, newStage) => {
    if (newStage === 'completed') router.push(`/orders/${orderID}/completion`)
    else if (newStage === 'in_progress') router.push(`/orders/${orderID}/progress`)
  })
  if (!order) {
    return (
      <EmptyState icon={SearchX} title={`Order ${orderID} is not here`}>
        It may be finished for more than a day, or the number is mistyped. Finished orders are in the admin panel.
      </EmptyState>
    )
  }
  return (
    <article className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center gap-3">
        <Plate plate={order.vehicle?.plate} size="large" />
        <h1 className="font-semibold text-xl">{order.orderID}</h1>
        <StateChip {...STAGE_LOOKS[order.stage]}>{STAGE_WORDS[order.stage]}</StateChip>
        <StateChip {...PAYMENT_LOOKS[order.paymentStatus]}>{PAYMENT_WORDS[order.paymentStatus]}</StateChip>
      </header>
      {children}
    </article>
  )
}
