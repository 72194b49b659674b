import { expect, test } from 'vitest'
import { LANGUAGES } from '@/lib/domain/languages'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { paymentWords } from '@/lib/ui/words/payment-words'
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

test('an order that was paid in several ways says which, as they came', () => {
  const order = { stage: 'paid', totalAmount: 7_000 } as const
  const { t } = makeTranslator('en')
  const inParts = [taken('card', 3_500), taken('cash', 3_000), taken('card', 500)]
  // Of before the status told what all of it came in, too.
  for (const paymentStatus of ['paid', 'cash'] as const)
    expect(paymentWords({ ...order, paymentStatus, payments: inParts }, t)).toBe('Paid: Card + Cash')
  expect(paymentWords({ ...order, paymentStatus: 'paid', payments: [taken('card', 7_000)] }, t)).toBe('Paid')
  expect(paymentWords({ ...order, paymentStatus: 'cash', payments: [taken('cash', 7_000)] }, t)).toBe('Paid in cash')
  // What has gone back is said first of all.
  expect(paymentWords({ ...order, paymentStatus: 'refunded', payments: inParts }, t)).toBe('Refunded')
  for (const language of LANGUAGES) {
    const said = makeTranslator(language)
    const words = paymentWords({ ...order, paymentStatus: 'paid', payments: inParts }, said.t)
    expect(words).toContain(`${said.t('day.method.card')} + ${said.t('day.method.cash')}`)
  }
})

test('a screen that is not told the payments goes by the order', () => {
  expect(paymentToSay({ stage: 'paid', paymentStatus: 'cash', totalAmount: 7_000 })).toBe('cash')
})
