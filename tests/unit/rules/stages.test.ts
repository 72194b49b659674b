import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowedStages, mayMove, ROLES, STAGE_RULES, STAGES, stageToSay } from '@/lib/domain'
import { PAYMENT_STATUSES } from '@/lib/domain/documents'
import { order } from './builders'

const cashier = { role: 'cashier' } as const
const unbilled = { billing: false }

describe('which stage may follow which', () => {
  test('the documented four follow each other at a site without billing', () => {
    const path = ['empty', 'initiated', 'in_progress', 'completed'] as const
    for (const [index, stage] of path.slice(0, -1).entries()) {
      expect(mayMove(order({ stage }), path[index + 1] as 'initiated', cashier, unbilled)).toEqual({ allowed: true })
    }
  })

  test('the full road of a site that bills', () => {
    const path = ['empty', 'initiated', 'open', 'in_progress', 'billed', 'paid', 'completed'] as const
    for (const [index, stage] of path.slice(0, -1).entries()) {
      const paidAmount = stage === 'billed' || stage === 'paid' ? 1500 : 0
      expect(mayMove(order({ stage, paidAmount }), path[index + 1] as 'open', cashier)).toEqual({ allowed: true })
    }
  })

  test.each(['empty', 'initiated', 'open', 'in_progress', 'billed'] as const)('%s may be cancelled', (stage) => {
    expect(mayMove(order({ stage }), 'cancelled', { role: 'staff' }).allowed).toBe(true)
  })

  test.each(['paid', 'completed'] as const)('%s may not be cancelled, by nobody', (stage) => {
    for (const role of ROLES) {
      expect(mayMove(order({ stage, paidAmount: 1500 }), 'cancelled', { role })).toMatchObject({ code: 'never' })
    }
  })

  test('a paid order may only be completed', () => {
    expect(allowedStages(order({ stage: 'paid', paidAmount: 1500 }), { role: 'admin' })).toEqual(['completed'])
  })

  test('cancelled ends', () => {
    for (const role of ROLES) expect(allowedStages(order({ stage: 'cancelled' }), { role })).toEqual([])
  })
})

describe('what stands in the way, and why', () => {
  test.each([
    ['unpaid order to paid', order({ stage: 'billed' }), 'paid', 'cashier', 'settled'],
    ['unpaid order to completed', order({ stage: 'in_progress' }), 'completed', 'cashier', 'settledOrUnbilled'],
    ['money taken, cancel', order({ stage: 'initiated', paidAmount: 500 }), 'cancelled', 'admin', 'noMoneyHeld'],
    ['car still in its bay', order({ stage: 'in_progress', bayId: 'bay-1' }), 'billed', 'cashier', 'outOfBay'],
    ['the same stage', order({ stage: 'open' }), 'open', 'admin', 'same'],
    ['back to the start', order({ stage: 'in_progress' }), 'initiated', 'admin', 'never'],
    ['a bay cancels', order(), 'cancelled', 'bay', 'role'],
    ['a board does anything', order(), 'in_progress', 'board', 'role'],
    ['a customer starts the wash', order(), 'in_progress', 'customer', 'role'],
  ] as const)('%s: %s', (_name, subject, stage, role, code) => {
    const answer = mayMove(subject, stage, { role })
    expect(answer).toMatchObject({ allowed: false, code, key: `rules.stage.${code}` })
    expect((answer as { message: string }).message).not.toMatch(/[{}]/)
  })

  test('a site without billing has no bill', () => {
    expect(mayMove(order({ stage: 'in_progress' }), 'billed', cashier, unbilled)).toMatchObject({ code: 'billing' })
  })

  test('a car whose money was all given back leaves all the same; one that owes a part does not', () => {
    const billed = { stage: 'billed', paidAmount: 0 } as const
    expect(mayMove(order({ ...billed, paymentStatus: 'refunded' }), 'completed', cashier)).toEqual({ allowed: true })
    expect(mayMove(order({ ...billed, paidAmount: 1000 }), 'completed', cashier)).toMatchObject({ allowed: false })
  })

  test('an order paid in advance goes from the wash to completed', () => {
    expect(mayMove(order({ stage: 'in_progress', paidAmount: 1500 }), 'completed', cashier).allowed).toBe(true)
  })
})

describe('always', () => {
  const anyOrder = fc.record({
    stage: fc.constantFrom(...STAGES),
    totalAmount: fc.integer({ min: 0, max: 10_000 }),
    paidAmount: fc.integer({ min: 0, max: 10_000 }),
    bayId: fc.constantFrom(null, 'bay-1'),
    paymentStatus: fc.constantFrom(...PAYMENT_STATUSES),
  })
  const anyRole = fc.constantFrom(...ROLES)
  const anySite = fc.record({ billing: fc.boolean() })

  test('allowedStages and mayMove say the same', () => {
    fc.assert(
      fc.property(anyOrder, anyRole, anySite, (subject, role, site) => {
        const allowed = allowedStages(subject, { role }, site)
        for (const stage of STAGES) {
          expect(mayMove(subject, stage, { role }, site).allowed).toBe(allowed.includes(stage))
        }
      }),
    )
  })

  test('no order with money owed reaches paid, none holding money is cancelled, and no board moves anything', () => {
    fc.assert(
      fc.property(anyOrder, anyRole, anySite, (subject, role, site) => {
        const allowed = allowedStages(subject, { role }, site)
        if (subject.paidAmount < subject.totalAmount) expect(allowed).not.toContain('paid')
        if (subject.paidAmount > 0) expect(allowed).not.toContain('cancelled')
        if (role === 'board') expect(allowed).toEqual([])
      }),
    )
  })

  test('the table names no move twice and none onto itself', () => {
    const moves = STAGE_RULES.map((rule) => `${rule.from}>${rule.to}`)
    expect(new Set(moves).size).toBe(moves.length)
    expect(STAGE_RULES.filter((rule) => rule.from === rule.to)).toEqual([])
  })

  test('an administrator may do every move of the table', () => {
    expect(STAGE_RULES.filter((rule) => !rule.by.includes('admin'))).toEqual([])
  })
})

test('a car that was taken into a queue is said to wait, one that was booked from elsewhere is not there yet', () => {
  expect(stageToSay({ stage: 'initiated', queue: 'regular' })).toBe('open')
  expect(stageToSay({ stage: 'initiated', queue: null })).toBe('initiated')
  for (const stage of STAGES.filter((each) => each !== 'initiated')) {
    for (const queue of ['vip', null] as const) expect(stageToSay({ stage, queue })).toBe(stage)
  }
})
