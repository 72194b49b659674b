import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VEHICLE_TYPES } from '@/lib/domain/documents'
import { listedPrices, type VehiclePrices, vehiclePrices } from '@/lib/domain/rules/vehicle-prices'

const grid = fc
  .array(fc.integer({ min: 0, max: 100_000 }), { minLength: VEHICLE_TYPES.length, maxLength: VEHICLE_TYPES.length })
  .map((row) => Object.fromEntries(VEHICLE_TYPES.map((type, at) => [type, row[at]])) as VehiclePrices)

test('a price list made of a row of the grid asks for what the row says', () => {
  fc.assert(
    fc.property(grid, (prices) => {
      expect(vehiclePrices(listedPrices(prices))).toEqual(prices)
    }),
  )
})

test('the lowest is the price, and only what costs more than it has a surcharge', () => {
  const prices = vehiclePrices({ price: 1500, surcharges: { mpv_van: 500, regular_bike: -700 } })
  expect(prices).toMatchObject({ sedan: 1500, mpv_van: 2000, regular_bike: 800 })
  expect(listedPrices(prices)).toEqual({
    price: 800,
    surcharges: { sedan: 700, mpv_van: 1200, large_pickup: 700, heavy_bike: 700, very_heavy_bike: 700 },
  })
})
