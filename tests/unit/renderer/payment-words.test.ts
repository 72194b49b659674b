import { expect, test } from 'vitest'
import { paymentToSay } from '@/lib/ui/words/states'

const taken = (method: 'cash' | 'card' | 'online' | null, amount: number) => ({
  ...{ paymentId: `${method} ${amount}`, at: '2026-01-15T02:00:00.000Z', by: null, change: 0 },
  ...{ method, amount },
})

test('an order is said to be paid in cash where all of it was', () => {
  const said = (...payments: ReturnType<typeof taken>[]) =>
    paymentToSay({ stage: 'paid', paymentStatus: 'cash', totalAmount: 7_000, payments })
  expect(said(taken('cash', 3_500), taken('cash', 3_500))).toBe('cash')
  expect(said(taken('card', 3_500), taken('cash', 3_500))).toBe('paid')
  // What was given back, or came in nobody said how, is no other way to pay.
  expect(said(taken('cash', 7_500), taken('card', -500))).toBe('cash')
  expect(said(taken(null, 3_500), taken('cash', 3_500))).toBe('cash')
})

test('a screen that is not told the payments goes by the order', () => {
  expect(paymentToSay({ stage: 'paid', paymentStatus: 'cash', totalAmount: 7_000 })).toBe('cash')
})
