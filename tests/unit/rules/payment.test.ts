import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failPayment, pay, refund } from '@/lib/sync/rules'
import { order } from './builders'

describe('taking and giving back money', () => {
  test.each([
    ['cash', 'cash'],
    ['card', 'paid'],
    ['online', 'paid'],
  ] as const)('paid in full by %s is "%s"', (method, paymentStatus) => {
    expect(pay(order(), method, 1500)).toEqual({ paidAmount: 1500, paymentStatus })
  })

  test('a part leaves the payment pending', () => {
    expect(pay(order(), 'cash', 500)).toEqual({ paidAmount: 500, paymentStatus: 'pending' })
  })

  test('an order that costs nothing is paid with nothing', () => {
    expect(pay(order({ totalAmount: 0 }), 'cash', 0)).toEqual({ paidAmount: 0, paymentStatus: 'cash' })
  })

  test('a failed payment keeps what came in before', () => {
    expect(failPayment(order({ paidAmount: 500 }))).toEqual({ paidAmount: 500, paymentStatus: 'failed' })
  })

  test('a refund gives back everything', () => {
    expect(refund(order({ paidAmount: 1500 }))).toEqual({ paidAmount: 0, paymentStatus: 'refunded' })
  })

  test.each([
    ['more than is owed', pay(order(), 'card', 1501), 'too_much'],
    ['nothing', pay(order(), 'card', 0), 'nothing'],
    ['twice', pay(order({ paidAmount: 1500, paymentStatus: 'paid' }), 'card', 1), 'settled'],
    ['for a cancelled order', pay(order({ stage: 'cancelled' }), 'card', 1500), 'cancelled'],
    ['a failure after full payment', failPayment(order({ paidAmount: 1500, paymentStatus: 'paid' })), 'settled'],
    ['a refund of nothing', refund(order()), 'nothing_held'],
  ] as const)('refused: %s', (_name, outcome, code) => {
    expect(outcome).toMatchObject({ allowed: false, code })
  })

  test('no row of payments takes more than the total', () => {
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 8 }),
        (totalAmount, amounts) => {
          let subject = order({ totalAmount })
          for (const amount of amounts) {
            const outcome = pay(subject, 'card', amount)
            if (!('allowed' in outcome)) subject = { ...subject, ...outcome }
            expect(subject.paidAmount).toBeLessThanOrEqual(totalAmount)
            expect(subject.paymentStatus === 'paid').toBe(
              subject.paidAmount === totalAmount && subject.paymentStatus !== 'pending',
            )
          }
        },
      ),
    )
  })
})
