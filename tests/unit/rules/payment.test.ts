import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failPayment, pay, refund, toGiveBack } from '@/lib/domain'
import { takenTooMuch } from '@/lib/domain/rules/payment'
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
    ['nothing', pay(order(), 'card', 0), 'nothing'],
    ['nothing more', pay(order({ paidAmount: 1500, paymentStatus: 'paid' }), 'card', 0), 'settled'],
    ['nothing for a cancelled order', pay(order({ stage: 'cancelled' }), 'card', 0), 'cancelled'],
    ['a failure after full payment', failPayment(order({ paidAmount: 1500, paymentStatus: 'paid' })), 'settled'],
    ['a refund of nothing', refund(order()), 'nothing_held'],
  ] as const)('refused: %s', (_name, outcome, code) => {
    expect(outcome).toMatchObject({ allowed: false, code })
  })

  test.each([
    ['a second payment', order({ paidAmount: 1500, paymentStatus: 'paid' }), 'cash', 1500, 3000, 'paid', 1500],
    ['more than is owed', order({ paidAmount: 500 }), 'cash', 1500, 2000, 'cash', 500],
    ['for a cancelled order', order({ stage: 'cancelled' }), 'card', 1500, 1500, 'paid', 1500],
    [
      'for a completed order',
      order({ stage: 'completed', paidAmount: 1500, paymentStatus: 'cash' }),
      'card',
      700,
      2200,
      'cash',
      700,
    ],
  ] as const)(
    'money that came in is held: %s',
    (_name, subject, method, amount, paidAmount, paymentStatus, tooMuch) => {
      const outcome = pay(subject, method, amount)
      expect(outcome).toEqual({ paidAmount, paymentStatus })
      expect(toGiveBack({ ...subject, paidAmount })).toBe(tooMuch)
    },
  )

  test('what was too much is given back, and the order stays paid', () => {
    const twice = order({ paidAmount: 3000, paymentStatus: 'cash' })
    expect(refund(twice, 1500)).toEqual({ paidAmount: 1500, paymentStatus: 'cash' })
    expect(toGiveBack({ ...twice, paidAmount: 1500 })).toBe(0)
  })

  test('what was given back twice is owed again', () => {
    const once = order({ paidAmount: 1500, paymentStatus: 'cash' })
    expect(refund(once, 1500)).toEqual({ paidAmount: 0, paymentStatus: 'refunded' })
    expect(refund({ ...once, paidAmount: 0 }, 1500)).toEqual({ paidAmount: -1500, paymentStatus: 'refunded' })
  })

  test('what may be given back without a sign-in is the most that was too much, and never more than is held', () => {
    const at = '2026-01-15T10:00:00Z'
    const moved = (...amounts: number[]) => {
      const payments = amounts.map((amount, place) => {
        return { paymentId: `p${place}`, at, method: 'cash' as const, amount, change: 0, by: null }
      })
      const paidAmount = amounts.reduce((sum, amount) => sum + amount, 0)
      return takenTooMuch({ ...order({ paidAmount }), payments })
    }
    expect(moved(1500)).toBe(0)
    expect(moved(1500, 1500)).toBe(1500)
    // The second of two desks is not refused for what it has handed over.
    expect(moved(1500, 1500, -1500)).toBe(1500)
    // A third is.
    expect(moved(1500, 1500, -1500, -1500)).toBe(0)
    // However little it is each time: a few sen too much do not open the till.
    expect(moved(1700, -200)).toBe(200)
    expect(moved(1700, -200, -50)).toBe(150)
    expect(moved(1700, -200, -200)).toBe(0)
    // Given back and paid again is not paid too much.
    expect(moved(1500, -1500, 1500)).toBe(0)
    // Of an order with more than can be kept the older ones are in what is held.
    expect(takenTooMuch({ ...order({ paidAmount: 3000 }), payments: [] })).toBe(1500)
  })

  test('whatever changes hands, what is held is the sum of it', () => {
    const step = fc.record({ amount: fc.integer({ min: 1, max: 3000 }), back: fc.boolean() })
    fc.assert(
      fc.property(fc.nat(5000), fc.array(step, { maxLength: 8 }), (totalAmount, steps) => {
        let subject = order({ totalAmount })
        let sum = 0
        for (const { amount, back } of steps) {
          const outcome = back ? refund(subject, amount) : pay(subject, 'card', amount)
          if ('allowed' in outcome) throw new Error(outcome.message)
          subject = { ...subject, ...outcome }
          sum += back ? -amount : amount
          expect(subject.paidAmount).toBe(sum)
          expect(toGiveBack(subject)).toBe(Math.max(0, sum - totalAmount))
        }
      }),
    )
  })
})
