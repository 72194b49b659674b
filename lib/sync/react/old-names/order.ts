import type { SeenOrder, Stage } from '../../../domain'
import type { SyncEvent } from '../types'

/** An order under the names of the old library too. */
export type PageOrder<O extends SeenOrder = SeenOrder> = O & {
  /** The same as `orderID`. */
  readonly id: string
  /** The same as `stage`. */
  readonly orderStage: Stage
}

type Named = { readonly orderID: string; readonly stage?: Stage }

function withOldNames<O extends Named>(order: O) {
  return { ...order, id: order.orderID, ...(order.stage === undefined ? {} : { orderStage: order.stage }) }
}

export const toPageOrder = <O extends SeenOrder>(order: O) => withOldNames(order) as PageOrder<O>

/** The event with its order, where it carries one, under the old names too. */
export function toPageEvent(event: SyncEvent): SyncEvent {
  const { order } = event.data as { readonly order?: Named | null }
  return order ? { ...event, data: { ...event.data, order: withOldNames(order) } as SyncEvent['data'] } : event
}
