'use client'

import type { Order } from '../../../domain'
import type { ClientState } from '../client/state'
import { useClient } from '../context'
import type { PageOrder } from '../old-names/order'
import { type Readers, rememberList, useTracked } from '../use-tracked'

export interface OrdersSync {
  /** The site's orders under way or over for less than a day, in the order they entered their stage. */
  orders: PageOrder<Order>[]
  isLoading: boolean
}

const orders = rememberList((state: ClientState) =>
  [...state.documents.order.values()].sort((a, b) => a.stageSince.localeCompare(b.stageSince)),
)

const READERS: Readers<ClientState, OrdersSync> = {
  orders: (state) => orders(state) as PageOrder<Order>[],
  isLoading: (state) => state.loading,
}

/** All orders the server told of, whole and live. */
export function useOrdersSync(): OrdersSync {
  return useTracked(useClient(), READERS)
}
