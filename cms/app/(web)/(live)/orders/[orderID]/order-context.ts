import { createContext, use } from 'react'
import type { Order, SyncEvent } from '@/lib/domain'

interface ShownOrder {
  readonly order: Order
  /** What the server read with the page, newest first. */
  readonly timeline: readonly SyncEvent[]
}

export const OrderContext = createContext<ShownOrder | null>(null)

/** The order these pages are about, live. */
export function useShownOrder(): ShownOrder {
  const shown = use(OrderContext)
  if (!shown) throw new Error('useShownOrder belongs inside the pages of an order')
  return shown
}
