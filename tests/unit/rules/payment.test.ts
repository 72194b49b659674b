import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  discountOrder,
  dueInCash,
  failPayment,
  type Order,
  type PaymentMethod,
  pay as payAt,
  refund,
  toGiveBack,
} from '@/lib/domain'
import { heldOf, withRounding } from '@/lib/domain/rules/cash-rounding'
import { backInCash, statusAt, takenTooMuch, toPay } from '@/lib/domain/rules/payment'
import { mayRefund } from '@/lib/domain/rules/permissions'
import { order } from './builders'

const pay = (of: Order, method: PaymentMethod, amount: number, cashRounding = false) =>
  payAt(of, method, amount, { cashRounding })

describe('taking and giving back money', () => {
  test.each([
    ['cash', 'cash'],
    ['card', 'paid'],
    ['online', 'paid'],
  ] as const)('paid in full by %s is "%s"', (method, paymentStatus) => {
    expect(pay(order(), method, 1500)).toEqual({ paidAmount: 1500, paymentStatus })
  })

  test('an order is paid in cash where all of what came in was cash, whatever came last', () => {
    const partly = (method: PaymentMethod | null, paidAmount = 500) => {
      const before = { paymentId: 'p1', at: '2026-01-15T10:00:00Z', method, amount: paidAmount, change: 0, by: null }
      return order({ paidAmount, payments: [before] })
    }
    expect(pay(partly('card'), 'cash', 1000)).toMatchObject({ paymentStatus: 'paid' })
    expect(pay(partly('cash'), 'card', 1000)).toMatchObject({ paymentStatus: 'paid' })
    expect(pay(partly('cash'), 'cash', 1000)).toMatchObject({ paymentStatus: 'cash' })
    expect(pay(partly(null), 'cash', 1000)).toMatchObject({ paymentStatus: 'cash' })
    // Rounded, too.
    expect(pay(partly('card', 502), 'cash', 1000, true)).toMatchObject({ paymentStatus: 'paid', rounding: 2 })
  })

  test('an order that becomes cheaper than its parts is paid as they all were', () => {
    const part = (method: PaymentMethod) => {
      return { paymentId: method, at: '2026-01-15T10:00:00Z', method, amount: 500, change: 0, by: null }
    }
    const inParts = order({ paidAmount: 1000, payments: [part('card'), part('cash')] })
    expect(statusAt(inParts, 1000)).toBe('paid')
    expect(statusAt({ ...inParts, payments: [part('cash'), part('cash')] }, 1000)).toBe('cash')
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
      'paid',
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

  test('what was given back is owed again until the car has gone, and no debt from then on', () => {
    const asked = (subject: Partial<Order>, ...amounts: number[]) => {
      const paidAmount = amounts.reduce((sum, amount) => sum + amount, 0)
      return toPay({ ...order({ paidAmount, ...subject }), payments: amounts.map((amount) => ({ amount })) })
    }
    const gone = { stage: 'completed' } as const
    expect(asked({ stage: 'billed' }, 1000)).toBe(500)
    expect(asked({ stage: 'billed', paymentStatus: 'refunded' }, 1500, -1500)).toBe(1500)
    expect(asked({ ...gone, paymentStatus: 'refunded' }, 1500, -1500)).toBe(0)
    // Of it whole or in part, and whatever of it came in again.
    expect(asked(gone, 1500, -300)).toBe(0)
    expect(asked(gone, 1500, -1500, 400)).toBe(0)
    expect(asked(gone, 1000, -300, 500)).toBe(0)
    expect(asked(gone, 1000, -300, 200)).toBe(300)
    // All that had come was given back, which let the car go: it is not asked for the rest since something came in again.
    expect(asked(gone, 1000, -1000, 400)).toBe(0)
    // What never came in stays owed, and so does what was handed out without having been held.
    expect(asked(gone)).toBe(1500)
    expect(asked(gone, 1000, -300)).toBe(500)
    expect(asked({ ...gone, paymentStatus: 'refunded' }, 1500, -1500, -1500)).toBe(1500)
    // More than is kept of each: what is left to know is that it was refunded.
    expect(asked({ ...gone, paymentStatus: 'refunded' })).toBe(0)
    expect(asked({ ...gone, paidAmount: 3000 })).toBe(0)
    expect(asked({ stage: 'cancelled' })).toBe(0)
  })

  const step = fc.record({ amount: fc.integer({ min: 1, max: 3000 }), back: fc.boolean() })

  test('of a car that has gone no money that comes in is followed by more being asked', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.array(step, { maxLength: 8 }), (totalAmount, steps) => {
        let subject: Order = order({ totalAmount, stage: 'completed' })
        for (const [place, { amount, back }] of steps.entries()) {
          const outcome = back ? refund(subject, amount) : pay(subject, 'card', amount)
          if ('allowed' in outcome) throw new Error(outcome.message)
          const sen = back ? -amount : amount
          const payment = {
            paymentId: `p${place}`,
            at: subject.createdAt,
            method: 'card' as const,
            amount: sen,
            change: 0,
            by: null,
          }
          const next = { ...subject, ...outcome, payments: [...(subject.payments ?? []), payment] }
          if (back) expect(toPay(next)).toBeLessThanOrEqual(Math.max(toPay(subject), -next.paidAmount))
          else expect(toPay(next)).toBe(Math.max(0, toPay(subject) - amount))
          subject = next
        }
      }),
    )
  })

  test('whatever changes hands, what is held is the sum of it', () => {
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
      { numRuns: 1000 },
    )
  })
})

describe('cash at a site that rounds it', () => {
  test.each([
    [1_050, 1_050],
    [1_051, 1_050],
    [1_052, 1_050],
    [1_053, 1_055],
    [1_054, 1_055],
    [3, 5],
    [2, 2],
    [0, 0],
    [-3, -3],
  ])('of %i sen due %i are asked for in cash', (due, inCash) => {
    expect(dueInCash(due, { cashRounding: true })).toBe(inCash)
    expect(dueInCash(due, { cashRounding: false })).toBe(due)
  })

  const odd = order({ totalAmount: 1_052 })
  test('settles the order, which then costs what was paid', () => {
    const paid = { paidAmount: 1_050, paymentStatus: 'cash', totalAmount: 1_050, rounding: -2 }
    expect(pay(odd, 'cash', 1_050, true)).toEqual(paid)
    expect(pay(order({ totalAmount: 1_053 }), 'cash', 1_055, true)).toMatchObject({ totalAmount: 1_055, rounding: 2 })
    // The rest after a part is rounded as a whole would be.
    expect(pay(order({ totalAmount: 1_052, paidAmount: 500 }), 'cash', 550, true)).toEqual(paid)
  })

  test.each([
    ['a card', pay(odd, 'card', 1_050, true), 'pending'],
    ['a part', pay(odd, 'cash', 1_045, true), 'pending'],
    ['what is due to the sen', pay(odd, 'cash', 1_052, true), 'cash'],
    ['a site that does not round', pay(odd, 'cash', 1_050), 'pending'],
    ['a cancelled order', pay({ ...odd, stage: 'cancelled' }, 'cash', 1_050, true), 'pending'],
  ] as const)('is not rounded: %s', (_name, outcome, paymentStatus) => {
    expect(outcome).toEqual({ paidAmount: expect.any(Number), paymentStatus })
  })

  test('taken twice by two desks is too much by what was asked for, and given back whole it is not rounded any more', () => {
    const once = { ...odd, ...pay(odd, 'cash', 1_050, true) } as Order
    const twice = { ...once, ...pay(once, 'cash', 1_050, true) } as Order
    expect(toGiveBack(twice)).toBe(1_050)
    expect(refund(once)).toEqual({ paidAmount: 0, paymentStatus: 'refunded', totalAmount: 1_052, rounding: 0 })
    // What is owed again is owed to the sen.
    const part = { paidAmount: 1_000, paymentStatus: 'pending', totalAmount: 1_052, rounding: 0 }
    expect(refund(once, 50)).toEqual(part)
    expect(refund(twice, 1_050)).toEqual({ paidAmount: 1_050, paymentStatus: 'cash' })
  })

  const CASH = { cashRounding: true }
  const given = (of: Order, sen: number, site: { cashRounding: boolean } | undefined = CASH) => {
    const outcome = refund(of, sen, site)
    if ('allowed' in outcome) throw new Error(outcome.message)
    return { ...of, ...outcome } as Order
  }

  test.each([
    [1_472, 1_470, 2],
    [1_473, 1_475, -2],
    [1_470, 1_470, 0],
  ])(
    'of %i sen that a card paid, %i are given back in cash, and nobody owes the other anything',
    (held, coins, rounding) => {
      const paid = { ...order({ totalAmount: held }), ...pay(order({ totalAmount: held }), 'card', held) } as Order
      expect(backInCash(paid, held, CASH)).toBe(coins)
      expect(backInCash(paid, held, { cashRounding: false })).toBe(held)
      const back = given(paid, coins)
      expect([back.paidAmount, back.paymentStatus, back.totalAmount]).toEqual([
        held - coins,
        'refunded',
        held + rounding,
      ])
      expect(back.rounding ?? 0).toBe(rounding)
      expect(heldOf(back)).toBe(0)
      // While the car is here it owes what it cost; gone or called off, nothing is open either way.
      const listed = { ...back, payments: [{ amount: held }, { amount: -coins }] as Order['payments'] }
      expect([toPay(listed), toGiveBack(listed)]).toEqual([held, 0])
      for (const stage of ['completed', 'cancelled'] as const)
        expect([toPay({ ...listed, stage }), toGiveBack({ ...listed, stage })]).toEqual([0, 0])
      // Said without a sum, it is what coins make of all that is held.
      expect(refund(paid, undefined, CASH)).toEqual(refund(paid, coins, CASH))
      expect(refund(back)).toMatchObject({ allowed: false, code: 'nothing_held' })
      // Paid again, it costs what it did.
      expect(pay(back, 'card', held)).toMatchObject({ paymentStatus: 'paid', paidAmount: 2 * held - coins })
      const again = { ...back, ...pay(back, 'cash', coins, true) } as Order
      expect([again.totalAmount, again.paidAmount, again.rounding ?? 0]).toEqual([held, held, 0])
    },
  )

  test.each([
    [1_472, 1_528, 1_530, -2],
    [1_473, 1_527, 1_525, 2],
  ])(
    'of an order of %i sen, %i too much are given back as %i, and it is settled',
    (totalAmount, much, coins, rounding) => {
      const paid = order({ totalAmount, paidAmount: 3_000, paymentStatus: 'paid' })
      expect(toGiveBack(paid)).toBe(much)
      expect(backInCash(paid, much, CASH)).toBe(coins)
      const back = given(paid, coins)
      expect(back).toMatchObject({
        paidAmount: 3_000 - coins,
        totalAmount: 3_000 - coins,
        rounding,
        paymentStatus: 'paid',
      })
      expect([toPay(back), toGiveBack(back)]).toEqual([0, 0])
      const cashier = { role: 'cashier', tenantId: 'main', bayId: null } as const
      const paidTwice = { ...paid, payments: [{ amount: 3_000 }] as Order['payments'] }
      expect(mayRefund(cashier, paidTwice, coins, CASH)).toEqual({ allowed: true })
      expect(mayRefund(cashier, paidTwice, coins + 5, CASH)).toMatchObject({ allowed: false })
    },
  )

  test('what is too much after the price has fallen leaves nothing that no coin could give back', () => {
    const paid = {
      ...order({ totalAmount: 1_081 }),
      ...pay(order({ totalAmount: 1_081 }), 'cash', 1_080, true),
    } as Order
    const cheaper = { ...paid, ...withRounding(955, paid) } as Order
    const back = given(cheaper, backInCash(cheaper, toGiveBack(cheaper), CASH))
    expect([back.paidAmount, back.totalAmount, back.rounding, toGiveBack(back)]).toEqual([955, 955, 0, 0])
  })

  test('a part that is paid after all had gone back in cash is of what the order costs to the sen', () => {
    const paid = order({ totalAmount: 1_206, paidAmount: 1_126 })
    const back = given(paid, 1_125)
    expect([back.totalAmount, back.rounding]).toEqual([1_207, 1])
    const part = { ...back, ...pay(back, 'card', 318, true) } as Order
    expect([part.totalAmount, part.rounding, part.paidAmount, part.paymentStatus]).toEqual([1_206, 0, 319, 'pending'])
  })

  test('a part given back in cash is a sum of coins, and what is left is owed to the sen', () => {
    const paid = order({ totalAmount: 1_473, paidAmount: 1_473, paymentStatus: 'paid' })
    expect(backInCash(paid, 503, CASH)).toBe(505)
    expect(given(paid, 505)).toMatchObject({ paidAmount: 968, totalAmount: 1_473, paymentStatus: 'pending' })
  })

  test.each([
    ['by card', undefined],
    ['at a site that does not round', { cashRounding: false }],
  ])('what is given back %s is rounded by nothing', (_how, site) => {
    const paid = order({ totalAmount: 1_473, paidAmount: 1_473, paymentStatus: 'paid' })
    expect(refund(paid, 1_475, site)).toEqual({ paidAmount: -2, paymentStatus: 'refunded' })
    expect(refund(paid, undefined, site)).toEqual({ paidAmount: 0, paymentStatus: 'refunded' })
  })

  test('is rounded once, however often it is given back in part and paid again, changed or discounted', () => {
    const cash = (of: Order) =>
      ({ ...of, ...pay(of, 'cash', dueInCash(due(of), { cashRounding: true }), true) }) as Order
    const due = ({ totalAmount, paidAmount }: Order) => totalAmount - paidAmount
    // Seven sen given back and five paid for them: each round would cost the till two.
    let subject = cash(odd)
    for (let round = 0; round < 5; round += 1) subject = cash({ ...subject, ...refund(subject, 7) } as Order)
    expect(Math.abs(subject.rounding ?? 0)).toBeLessThanOrEqual(2)
    const kinds = ['back', 'coins', 'all', 'much', 'cash', 'card', 'discount'] as const
    const step = fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 2_000 }))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), fc.array(step, { maxLength: 12 }), (sum, steps) => {
        let of: Order = order({ totalAmount: sum, discount: 0 })
        // What went back whole was rounded as it went, and is once more as it is paid again; no third time adds to that.
        let most = 2
        for (const [what, amount] of steps) {
          if (what === 'cash' && due(of) > 0) of = cash(of)
          const sen = what === 'all' ? heldOf(of) : what === 'much' ? toGiveBack(of) : amount
          // Of what costs less than a coin two sen cannot be taken off.
          if (sen <= 0 || of.totalAmount - (of.rounding ?? 0) < 5) continue
          const outcome =
            what === 'back'
              ? refund(of, amount)
              : what === 'coins' || what === 'all' || what === 'much'
                ? refund(of, backInCash(of, sen, CASH), CASH)
                : what === 'discount'
                  ? discountOrder(of, Math.min(amount, sum))
                  : pay(of, 'card', amount)
          if (what !== 'cash' && !('allowed' in outcome)) of = { ...of, ...outcome }
          if (!('allowed' in outcome) && heldOf(of) === 0 && of.rounding) most = 4
          // What coins settle is settled.
          if (what === 'all') expect([heldOf(of), toGiveBack({ ...of, stage: 'cancelled' })]).toEqual([0, 0])
          if (what === 'much') expect([toGiveBack(of), due(of)]).toEqual([0, 0])
          expect(Math.abs(of.rounding ?? 0)).toBeLessThanOrEqual(most)
          expect(of.totalAmount - (of.rounding ?? 0) + of.discount).toBe(sum)
          expect(of.totalAmount).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
