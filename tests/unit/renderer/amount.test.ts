import { expect, test } from 'vitest'
import { senOf, typedOf } from '@/lib/ui/format/amount'

test.each([
  ['12', 1200],
  ['12.', 1200],
  ['12.5', 1250],
  ['12,50', 1250],
  [' 1 200.05 ', 120005],
  ['0', 0],
  ['', null],
  ['.5', null],
  ['12.505', null],
  ['-3', null],
  ['RM 12', null],
  ['1000001', null],
])('%j is %j sen', (typed, sen) => {
  expect(senOf(typed)).toBe(sen)
})

test('an amount is typed as it is read', () => {
  for (const sen of [0, 5, 1250, 120005]) expect(senOf(typedOf(sen))).toBe(sen)
})
