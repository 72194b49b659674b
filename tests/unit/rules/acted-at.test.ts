import { expect, test } from 'vitest'
import { actedAt } from '@/lib/domain/rules/acted-at'
import { at, ms } from './builders'

test('an action sent at once happened now', () => {
  expect(actedAt(at(0), at(0), ms(0))).toBe(ms(0))
})

test('an action kept while offline happened when it was done', () => {
  expect(actedAt(at(0), at(90), ms(90))).toBe(ms(0))
})

test.each([-300, 300])('a station’s clock %d minutes off moves nothing', (wrong) => {
  expect(actedAt(at(wrong), at(wrong + 10), ms(10))).toBe(ms(0))
})

test('without a sending time the station’s clock is believed, but not beyond now', () => {
  expect(actedAt(at(5), undefined, ms(10))).toBe(ms(5))
  expect(actedAt(at(50), undefined, ms(10))).toBe(ms(10))
})

test('nothing happens in the future or years ago', () => {
  expect(actedAt(at(20), at(10), ms(10))).toBe(ms(10))
  expect(actedAt('2001-01-01T00:00:00Z', at(0), ms(0))).toBe(ms(-7 * 24 * 60))
})

test('what a person confirms was weeks ago was then', () => {
  const weeksAgo = at(-30 * 24 * 60)
  expect(actedAt(weeksAgo, at(0), ms(0), true)).toBe(ms(-30 * 24 * 60))
  expect(actedAt('2001-01-01T00:00:00Z', at(0), ms(0), true)).toBe(ms(-366 * 24 * 60))
})
