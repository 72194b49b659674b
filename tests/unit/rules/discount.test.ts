import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Actor,
  type Command,
  commandSchema,
  discountOrder,
  mayDiscount,
  type Order,
  ROLES,
  sumOfLines,
} from '@/lib/domain'
import { readCatalogue } from '@/lib/domain/catalogue'
import { sampleOrder, sampleQueue } from '@/lib/domain/samples/documents'
import { USUAL_DISCOUNT_LIMITS } from '@/lib/domain/site'
import { CATALOGUE } from '@/renderer/fixtures/site'
import { predict, sceneOf } from '@/renderer/store/predict'

const actor = (role: Actor['role']): Actor => ({ role, tenantId: 'main', bayId: null })
const order = sampleOrder({ stage: 'billed', totalAmount: 2_000, discount: 0, paidAmount: 0, paymentStatus: 'pending' })

describe('how much is taken off', () => {
  test.each([
    ['cashier', 400, true],
    ['cashier', 401, false],
    ['staff', 1_000, true],
    ['staff', 1_001, false],
    ['admin', 2_000, true],
    ['bay', 1, false],
    ['customer', 1, false],
    ['board', 0, true],
  ] as const)('%s takes %i sen off 20.00: %s', (role, discount, allowed) => {
    expect(mayDiscount(actor(role), 2_000, discount, USUAL_DISCOUNT_LIMITS).allowed).toBe(allowed)
  })

  test('is for the site to set, but never for those who take no money', () => {
    const most = (role: Actor['role']) => mayDiscount(actor(role), 2_000, 2_000, { staff: 100, cashier: 100 }).allowed
    expect(ROLES.filter(most)).toEqual(['admin', 'staff', 'cashier'])
    expect(mayDiscount(actor('cashier'), 2_000, 1, { staff: 10, cashier: 0 })).toMatchObject({ code: 'discount' })
    expect(mayDiscount(actor('admin'), 2_000, 2_000, { staff: 0, cashier: 0 }).allowed).toBe(true)
  })
})

test('a station learns what its site has set, and takes the usual where it has set nothing', () => {
  const limits = (site: object) => readCatalogue({ docs: [] }, { docs: [site] }).discountLimits
  expect(limits({ staffDiscount: 70, cashierDiscount: 0 })).toEqual({ staff: 70, cashier: 0 })
  expect(limits({ cashierDiscount: null })).toEqual(USUAL_DISCOUNT_LIMITS)
})

describe('a discount', () => {
  test('comes off the lines, instead of what was taken off before, whatever it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 2_000 }), (first, second) => {
        const once = discountOrder(order, first)
        if ('allowed' in once) throw new Error(once.message)
        expect(once.totalAmount + once.discount).toBe(2_000)
        if (once.totalAmount === 0) return
        const twice = discountOrder({ ...order, ...once }, second)
        expect(twice).toEqual(discountOrder(order, second))
        expect(sumOfLines({ ...order, ...once })).toBe(2_000)
      }),
    )
  })

  test('may leave a part that was paid before as all that is owed', () => {
    const payments = [
      { paymentId: 'a', at: order.createdAt, method: 'cash', amount: 1_500, change: 0, by: null },
    ] as const
    const partly = { ...order, paidAmount: 1_500, payments: [...payments] }
    expect(discountOrder(partly, 500)).toMatchObject({ totalAmount: 1_500, paymentStatus: 'cash' })
    expect(discountOrder(partly, 499)).toMatchObject({ totalAmount: 1_501, paymentStatus: 'pending' })
  })

  test('of an order that its rounding of cash no longer settles is taken off what it costs to the sen', () => {
    const rounded = { ...order, totalAmount: 1_998, rounding: -2, paidAmount: 1_000 }
    expect(sumOfLines(rounded)).toBe(2_000)
    expect(discountOrder(rounded, 500)).toMatchObject({ discount: 500, totalAmount: 1_500, rounding: 0 })
    expect(discountOrder(rounded, 2_000)).toMatchObject({ totalAmount: 0, rounding: 0 })
    const up = { ...order, totalAmount: 2_002, rounding: 2, paidAmount: 5 }
    expect(discountOrder(up, 2_000)).toMatchObject({ totalAmount: 0, rounding: 0 })
  })

  test.each([
    ['more than it costs', {}, 2_001, 'discount'],
    ['once it is paid', { paidAmount: 2_000 }, 100, 'paid_already'],
    ['once it is completed', { stage: 'completed' }, 100, 'paid_already'],
    ['once it is cancelled', { stage: 'cancelled' }, 100, 'cancelled'],
  ] as const)('is refused when it is %s', (_, fields, discount, code) => {
    expect(discountOrder({ ...order, ...fields }, discount)).toMatchObject({ allowed: false, code })
  })
})

describe('a discount that is given as the order is taken', () => {
  const payload = {
    plate: 'WXY 1',
    vehicleType: 'sedan',
    services: [{ serviceId: 'basic-wash' }],
    takenAs: 'D7K-0007.0a1b2c3d',
  }
  const made = (more: object) =>
    commandSchema.safeParse({
      id: '0f8fad5b-d9cb-469f-a165-70867728950e',
      type: 'order.create',
      payload: { ...payload, ...more },
      issuedAt: order.createdAt,
    })
  const taken = (more: object) => {
    const scene = sceneOf({ ...actor('cashier'), name: 'station:desk' }, CATALOGUE)
    const get = (kind: string) => (kind === 'queue' ? sampleQueue() : undefined)
    const prediction = predict(made(more).data as Command, { get: get as never }, scene)
    if (prediction.kind !== 'changes') throw new Error(prediction.rejection.message)
    return prediction.changes.find(({ kind }) => kind === 'order')?.document as Order
  }

  test('has its reason, and says who gave it', () => {
    const given = { discount: 100, discountReason: 'Rain began' }
    expect(taken(given)).toMatchObject({ ...given, discountBy: 'station:desk' })
    expect(made({ discount: 100, discountReason: '' }).success).toBe(false)
    expect(made({ discount: 100, discountReason: '\u200b' }).success).toBe(false)
  })

  test('of an older sender, which says no reason, says that', () => {
    expect(taken({ discount: 100 })).toMatchObject({ discountReason: 'Not said', discountBy: 'station:desk' })
  })

  test('of nothing has none', () => {
    for (const more of [{}, { discount: 0, discountReason: 'Rain' }])
      expect(taken(more)).toMatchObject({ discount: 0, discountReason: '', discountBy: null })
  })
})

test('one that is taken back from what had cost nothing leaves it to be paid, and not paid', () => {
  const free = sampleOrder({ stage: 'paid', totalAmount: 0, discount: 2_000, paidAmount: 0, paymentStatus: 'pending' })
  const scene = sceneOf({ ...actor('cashier'), name: 'station:desk' }, CATALOGUE)
  const set = (discount: number) => {
    const payload = { orderID: free.orderID, discount, reason: 'For the wrong car' }
    const [id, issuedAt] = ['0f8fad5b-d9cb-469f-a165-70867728950e', free.createdAt]
    const command = commandSchema.parse({ id, type: 'order.setDiscount', payload, issuedAt })
    const prediction = predict(
      command,
      { get: (kind: string) => (kind === 'order' ? free : undefined) } as never,
      scene,
    )
    if (prediction.kind !== 'changes') throw new Error(prediction.rejection.message)
    return prediction.changes[0]?.document
  }
  expect(set(0)).toMatchObject({ stage: 'billed', totalAmount: 2_000, paymentStatus: 'pending' })
})
