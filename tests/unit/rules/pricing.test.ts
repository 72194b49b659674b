import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CatalogService, type PricedOrder, priceOrder, VEHICLE_TYPES } from '@/lib/domain'

const basic: CatalogService = {
  serviceId: 'basic-wash',
  name: 'Basic Wash',
  price: 1500,
  active: true,
  surcharges: { mpv_van: 500 },
  options: [
    { optionId: 'tyre-shine', name: 'Tyre shine', price: 500, minutes: 5 },
    { optionId: 'air-freshener', name: 'Air freshener', price: 300, minutes: 0 },
  ],
  steps: [
    { stepId: 'pre-wash', name: 'Pre-wash', minutes: 5 },
    { stepId: 'soap', name: 'Soap & Scrub', minutes: 15 },
  ],
}
const catalog = [basic, { ...basic, serviceId: 'old', name: 'Old', active: false }]
const choose = (serviceId: string, ...optionIds: string[]) => ({ serviceId, optionIds })

describe('pricing an order', () => {
  test('service, vehicle surcharge and options make the line; the discount comes off the sum', () => {
    const priced = priceOrder(catalog, [choose('basic-wash', 'tyre-shine')], 'mpv_van', 250, 0)
    expect(priced).toEqual({
      allowed: true,
      services: [
        {
          serviceId: 'basic-wash',
          name: 'Basic Wash',
          price: 2500,
          minutes: 25,
          options: [{ optionId: 'tyre-shine', name: 'Tyre shine', price: 500 }],
        },
      ],
      discount: 250,
      totalAmount: 2250,
      asTold: [],
    })
  })

  test('an option chosen twice is charged once', () => {
    const priced = priceOrder(catalog, [choose('basic-wash', 'air-freshener', 'air-freshener')], 'sedan', 0, 0)
    expect(priced).toMatchObject({ totalAmount: 1800 })
  })

  test.each([
    ['unknown_service', [choose('gold')], 0],
    ['inactive', [choose('old')], 0],
    ['unknown_option', [choose('basic-wash', 'gold-leaf')], 0],
    ['twice', [choose('basic-wash'), choose('basic-wash')], 0],
    ['discount', [choose('basic-wash')], 1501],
  ] as const)('%s is refused', (code, chosen, discount) => {
    expect(priceOrder(catalog, chosen, 'sedan', discount, 0)).toMatchObject({ allowed: false, code })
  })

  test('the whole sum may be given away', () => {
    expect(priceOrder(catalog, [choose('basic-wash')], 'sedan', 1500, 0)).toMatchObject({ totalAmount: 0 })
  })

  test('totals are whole sen, never negative, and lines minus discount', () => {
    const anyService = fc.record({
      price: fc.integer({ min: 0, max: 1_000_000 }),
      surcharge: fc.integer({ min: 0, max: 100_000 }),
      options: fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 4 }),
    })
    fc.assert(
      fc.property(
        fc.array(anyService, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...VEHICLE_TYPES),
        fc.integer({ min: 0, max: 3_000_000 }),
        (services, vehicle, discount) => {
          const list = services.map(
            ({ price, surcharge, options }, index): CatalogService => ({
              ...basic,
              serviceId: `s-${index}`,
              price,
              surcharges: { [vehicle]: surcharge },
              options: options.map((cost, at) => ({ optionId: `o-${at}`, name: 'o', price: cost, minutes: 0 })),
            }),
          )
          const chosen = list.map((entry) => choose(entry.serviceId, ...entry.options.map(({ optionId }) => optionId)))
          const sum = services.reduce(
            (total, s) => total + s.price + s.surcharge + s.options.reduce((a, b) => a + b, 0),
            0,
          )
          const priced = priceOrder(list, chosen, vehicle, discount, 0)
          expect(priced.allowed).toBe(discount <= sum)
          if (!priced.allowed) return
          const { services: lines, totalAmount } = priced as PricedOrder
          expect(Number.isInteger(totalAmount) && totalAmount >= 0).toBe(true)
          expect(lines.reduce((total, line) => total + line.price, 0) - discount).toBe(totalAmount)
          expect(totalAmount).toBe(sum - discount)
        },
      ),
    )
  })
})

describe('a price that was told', () => {
  const dearer: CatalogService = {
    ...basic,
    price: 2000,
    former: [
      { price: 1500, active: true, surcharges: { mpv_van: 500 }, options: basic.options },
      { price: 1200, active: false, surcharges: {}, options: [] },
    ],
  }
  const told = (toldPrice: number, ...optionIds: string[]) => [{ ...choose('basic-wash', ...optionIds), toldPrice }]
  const price = (service: CatalogService, ...lines: Parameters<typeof priceOrder>[1]) =>
    priceOrder([service], lines, 'mpv_van', 0, 0)

  test('counts as it was told, options and surcharge of that price list included', () => {
    expect(price(dearer, ...told(2500, 'tyre-shine'))).toMatchObject({
      services: [{ price: 2500 }],
      totalAmount: 2500,
      asTold: ['Basic Wash'],
    })
  })

  test('that the list still has is no exception', () => {
    expect(price(dearer, ...told(2500))).toMatchObject({ totalAmount: 2500, asTold: [] })
  })

  test('at which it was never sold, or was not on sale, is refused', () => {
    expect(price(dearer, ...told(1))).toMatchObject({ allowed: false, code: 'told_price' })
    expect(price(dearer, ...told(1200))).toMatchObject({ allowed: false, code: 'told_price' })
  })

  test('counts for a service that is on sale no more', () => {
    const gone = { ...dearer, active: false }
    expect(price(gone, ...told(2000))).toMatchObject({ totalAmount: 2000, asTold: ['Basic Wash'] })
    expect(price(gone, ...told(1))).toMatchObject({ allowed: false, code: 'inactive' })
  })

  test('is shown by a station, which does not know what a service once cost', () => {
    expect(price({ ...basic, price: 2000 }, ...told(1500))).toMatchObject({ totalAmount: 1500 })
  })
})
