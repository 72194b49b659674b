import type { Order, OrderService } from '../documents'
import { heldOf } from './cash-rounding'
import { type DiscountChange, discountOrder } from './discount'
import type { CatalogService } from './pricing'
import { type Refusal, refusals } from './refusal'

/** The reason of the discount that a free wash is; screens say it in the person's language. */
export const FREE_WASH = 'free wash'

/** Fewest visits of which one may be free, and most. */
export const FEWEST_VISITS = 2
export const MOST_VISITS = 100

export const FREE_WASH_REFUSALS = {
  off: 'This site gives no free washes. An administrator may say in the settings of the site after how many visits it does.',
  no_plate: 'Visits are counted by the number plate, and this order has none. Enter it first.',
  early: 'This is visit {visit} of {every}, so the wash is not free yet.',
  no_service: 'None of the services of this order counts for a free wash.',
  taken: 'A wash of this order is free already.',
  discounted: 'This order has a discount already. Set it to nothing first, then give the free wash.',
} as const

const refuse = refusals('freeWash', FREE_WASH_REFUSALS)

type Counting = Pick<CatalogService, 'serviceId' | 'countsAsVisit'>

/** The lines whose service counts; one that is no longer in the price list counts as before. */
const counted = (services: readonly OrderService[], catalog: readonly Counting[]): OrderService[] =>
  services.filter(({ serviceId }) => catalog.find((each) => each.serviceId === serviceId)?.countsAsVisit !== false)

/** Whether an order is a visit: paid for and over, with a service that counts, and no free one itself. */
export const isVisit = (
  order: Pick<Order, 'stage' | 'paidAmount' | 'rounding' | 'freeWash' | 'services'>,
  catalog: readonly Counting[],
): boolean =>
  order.stage === 'completed' && heldOf(order) > 0 && !order.freeWash && counted(order.services, catalog).length > 0

/** Whether what was taken off an order is a free wash. */
export const isFreeWash = ({ freeWash, discount }: Pick<Order, 'freeWash' | 'discount'>): boolean =>
  Boolean(freeWash) && discount > 0

/** Where a car stands on its way to a free wash, with this order. */
export interface VisitNow {
  /** This one, from 1; at most `every`. */
  readonly visit: number
  readonly every: number
}

/** `null` where the site counts no visits, or nobody has counted those of the order's car. */
export const visitNow = ({ visits }: Pick<Order, 'visits'>, every: number): VisitNow | null =>
  every === 0 || visits === null || visits === undefined ? null : { visit: Math.min(visits + 1, every), every }

/** The order with its dearest service that counts taken off; `visits` are those of its car since its last free wash. */
export function giveFreeWash(
  order: Order,
  visits: number,
  every: number,
  catalog: readonly Counting[],
): DiscountChange | Refusal {
  if (every === 0) return refuse('off')
  if (!order.vehicle?.plate) return refuse('no_plate')
  if (order.freeWash) return refuse('taken')
  if (order.discount > 0) return refuse('discounted')
  if (visits + 1 < every) return refuse('early', { visit: visits + 1, every })
  const price = Math.max(0, ...counted(order.services, catalog).map((line) => line.price))
  if (price === 0) return refuse('no_service')
  return discountOrder(order, price)
}
