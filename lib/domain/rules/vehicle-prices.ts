import { VEHICLE_TYPES, type VehicleType } from '../documents'
import type { CatalogService } from './pricing'

/** What a service costs for each type of vehicle, sen. */
export type VehiclePrices = Readonly<Record<VehicleType, number>>

type Listed = Pick<CatalogService, 'price' | 'surcharges'>

const forEach = (amount: (type: VehicleType) => number): VehiclePrices =>
  Object.fromEntries(VEHICLE_TYPES.map((type) => [type, amount(type)])) as VehiclePrices

/** A service's price and surcharges as people read a price list: one amount for each type. */
export const vehiclePrices = ({ price, surcharges }: Listed): VehiclePrices =>
  forEach((type) => price + (surcharges[type] ?? 0))

/** The same amounts as the price list keeps them: the lowest, and what each type costs more than that. */
export function listedPrices(prices: VehiclePrices): Listed {
  const price = Math.min(...VEHICLE_TYPES.map((type) => prices[type]))
  const more = VEHICLE_TYPES.filter((type) => prices[type] > price)
  return { price, surcharges: Object.fromEntries(more.map((type) => [type, prices[type] - price])) }
}
