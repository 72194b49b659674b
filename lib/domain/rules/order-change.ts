import type { Order, OrderService, VehicleType } from '../documents'
import { bareText } from './bare-text'
import { withRounding } from './cash-rounding'
import { sumOfLines } from './discount'
import { statusAt } from './payment'
import {
  type CatalogService,
  type ChosenService,
  choiceOf,
  isChoice,
  type PricingRefusalCode,
  priceOrder,
} from './pricing'
import { ALLOWED, type Allowed, type Refusal, refusals } from './refusal'

export const CHANGE_REFUSALS = {
  ended: 'This order has ended. Nothing more can be changed on it.',
  paid: 'This order is paid, so what was ordered stays as it is. Take a new order for what is added.',
  free_wash: 'The wash of this order is free for this car. Take the free wash back first, then change the order.',
  paid_more: 'More than that has been paid already. Give the difference back first, then change the order.',
} as const

type ChangeRefusalCode = keyof typeof CHANGE_REFUSALS

const refuse = refusals('change', CHANGE_REFUSALS)

/** What an order comes to once something else is ordered. */
export interface ChangedPrice
  extends Allowed,
    Pick<Order, 'services' | 'discount' | 'totalAmount' | 'rounding' | 'paymentStatus'> {
  /** Names of the new lines that cost what was told, and another price now. */
  readonly asTold: readonly string[]
}

type Changed = Pick<
  Order,
  | 'stage'
  | 'vehicle'
  | 'services'
  | 'totalAmount'
  | 'discount'
  | 'rounding'
  | 'paidAmount'
  | 'paymentStatus'
  | 'payments'
>

/** What of an order is to be changed; what is not named stays. */
interface Wished {
  readonly plate?: string | undefined
  readonly vehicleType?: VehicleType | undefined
  readonly services?: readonly unknown[] | undefined
}

/**
 * Whether that may still be changed of it. A free wash was earned by this car, and is the price of this service: it is
 * taken back before either changes.
 */
export function mayChange(
  { stage, freeWash, vehicle }: Pick<Order, 'stage' | 'freeWash' | 'vehicle'>,
  { plate, vehicleType, services }: Wished = {},
): Allowed | Refusal<ChangeRefusalCode> {
  if (stage === 'completed' || stage === 'cancelled') return refuse('ended')
  const isOther =
    services !== undefined ||
    (plate !== undefined && bareText(plate) !== bareText(vehicle?.plate ?? '')) ||
    (vehicleType !== undefined && vehicleType !== vehicle?.type)
  return freeWash && isOther ? refuse('free_wash') : ALLOWED
}

/**
 * Prices an order of which something else is ordered, or another type of vehicle. Lines that stay as they were keep their
 * price. A discount keeps at most its share of the sum: who gives half off a small order has not given half off a large one,
 * and the other way round nobody reaches beyond what was allowed.
 */
export function repriceOrder(
  catalog: readonly CatalogService[],
  order: Changed,
  chosen: readonly ChosenService[],
  vehicleType: VehicleType,
  taxRate: number,
): ChangedPrice | Refusal<ChangeRefusalCode | PricingRefusalCode> {
  const kept = order.vehicle?.type === vehicleType ? order.services : []
  const priced = priceOrder(catalog, chosen, vehicleType, 0, taxRate, kept)
  if (!priced.allowed) return priced
  const { services, totalAmount: sum, asTold } = priced
  const before = sumOfLines(order)
  const discount = sum < before ? Math.floor((order.discount * sum) / before) : order.discount
  const { totalAmount, ...rounded } = withRounding(sum - discount, order)
  if (!isSameOrder(order.services, services)) {
    if (order.stage === 'paid') return refuse('paid')
    if (totalAmount < order.totalAmount && totalAmount < order.paidAmount) return refuse('paid_more')
  }
  return {
    ...ALLOWED,
    services,
    discount,
    totalAmount,
    ...rounded,
    paymentStatus: statusAt(order, totalAmount),
    asTold,
  }
}

const isSameOrder = (before: readonly OrderService[], after: readonly OrderService[]): boolean =>
  before.length === after.length &&
  after.every((line) => before.some((old) => isChoice(old, choiceOf(line)) && old.price === line.price))
