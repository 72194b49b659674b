import fc from 'fast-check'
import { expect, test } from 'vitest'
import { senOf, signedSenOf, typedOf } from '@/lib/ui/format/amount'

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
  ['RM 12', 1200],
  ['1,200', 120000],
  ['1,200.00', 120000],
  ['RM 12,345.6', 1234560],
  ['1,000,000', 100000000],
  ['1,23,456', null],
  ['1,2000', null],
  ['1,200,50', null],
  ['1.200,50', null],
  ['12abc', null],
  ['free', null],
  ['1000001', null],
])('%j is %j sen', (typed, sen) => {
  expect(senOf(typed)).toBe(sen)
})

test.each([
  ['-5', -500],
  ['-0', 0],
  ['-1,200.00', -120000],
  ['9,000,000', 900000000],
  ['5-', null],
  ['10000000.01', null],
])('with a sign %j is %j sen', (typed, sen) => {
  expect(signedSenOf(typed)).toBe(sen)
})

test('an amount is read as it is shown to be edited', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (sen) => {
      expect(signedSenOf(typedOf(sen))).toBe(sen)
      if (sen >= 0 && sen <= 100_000_000) expect(senOf(typedOf(sen))).toBe(sen)
    }),
  )
})
