import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Actor, discountOrder, mayDiscount, sumOfLines } from '@/lib/domain'
import { sampleOrder } from '@/lib/domain/samples/documents'

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
    expect(mayDiscount(actor(role), 2_000, discount).allowed).toBe(allowed)
  })
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

  test.each([
    ['more than it costs', {}, 2_001, 'discount'],
    ['once it is paid', { paidAmount: 2_000 }, 100, 'paid_already'],
    ['once it is completed', { stage: 'completed' }, 100, 'paid_already'],
    ['once it is cancelled', { stage: 'cancelled' }, 100, 'cancelled'],
  ] as const)('is refused when it is %s', (_, fields, discount, code) => {
    expect(discountOrder({ ...order, ...fields }, discount)).toMatchObject({ allowed: false, code })
  })
})
