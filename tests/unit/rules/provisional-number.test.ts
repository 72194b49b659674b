import { expect, test } from 'vitest'
import {
  findProvisionalNumber,
  formatProvisionalNumber,
  isProvisional,
  newStationCode,
  orderIDSchema,
  provisionalID,
  provisionalIDSchema,
  provisionalNumberSchema,
  shownNumber,
} from '@/lib/domain'

const ID = '3f9c01ab-55f3-4f7c-8a3c-0f6a52f1a0ff'

test('a number with its mark names an order wherever an order can be named', () => {
  const name = provisionalID('D7K-0007', ID)
  expect(name).toBe('D7K-0007.3f9c01ab')
  expect(provisionalIDSchema.safeParse(name).success && orderIDSchema.safeParse(name).success).toBe(true)
  expect(shownNumber(name)).toBe('D7K-0007')
})

test('what a server numbered is none, and is shown as it is', () => {
  for (const number of ['AX-20260115-0001', 'D7K-0007', 'A.1', '0001']) {
    expect([number, isProvisional(number), shownNumber(number)]).toEqual([number, false, number])
  }
})

test('numbers go on after the ten-thousandth', () => {
  expect(formatProvisionalNumber('D7K', 7)).toBe('D7K-0007')
  expect(formatProvisionalNumber('D7K', 12_345)).toBe('D7K-12345')
})

test('a code says where it was drawn, and is one a number can begin with', () => {
  for (let count = 0; count < 200; count++) {
    const code = newStationCode(count % 2 ? 'D' : 'W')
    expect(code).toMatch(count % 2 ? /^D..$/ : /^W..$/)
    expect(provisionalNumberSchema.safeParse(formatProvisionalNumber(code, 1)).success).toBe(true)
  }
})

test('a number is found in what a scanner read, and only as a whole', () => {
  expect(findProvisionalNumber('https://wa.me/60123?text=about my order d7k-0007')).toBe('D7K-0007')
  expect(findProvisionalNumber('XD7K-0007X AX-20260115-0001 WXY 1234')).toBeNull()
})
