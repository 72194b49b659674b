import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placed, without } from '@/lib/domain/rules/queue-order'
import { at } from './builders'

const entry = (orderID: string) => ({ orderID, enteredAt: at(0) })
const ids = (entries: { orderID: string }[] | null) => entries?.map(({ orderID }) => orderID)
const line = ['a', 'b', 'c', 'd'].map(entry)

describe('a place in a queue', () => {
  test.each([
    ['to the front', 'c', 'a', ['c', 'a', 'b', 'd']],
    ['up', 'd', 'c', ['a', 'b', 'd', 'c']],
    ['down', 'a', 'c', ['b', 'a', 'c', 'd']],
    ['to the end', 'a', null, ['b', 'c', 'd', 'a']],
    ['before itself', 'b', 'b', ['a', 'b', 'c', 'd']],
    ['of a newcomer', 'x', 'b', ['a', 'x', 'b', 'c', 'd']],
  ] as const)('%s', (_name, who, before, expected) => {
    expect(ids(placed(line, entry(who), before))).toEqual(expected)
  })

  test('before a car that is not there is no place', () => {
    expect(placed(line, entry('a'), 'gone')).toBeNull()
    expect(placed(line, entry('x'), 'x')).toBeNull()
  })

  test('any row of moves loses nobody and doubles nobody', () => {
    const car = fc.constantFrom('a', 'b', 'c', 'd')
    fc.assert(
      fc.property(fc.array(fc.tuple(car, fc.option(car, { nil: null }))), (moves) => {
        let queue = [...line]
        for (const [who, before] of moves) queue = placed(queue, entry(who), before) ?? queue
        expect(ids(queue)?.sort()).toEqual(['a', 'b', 'c', 'd'])
      }),
    )
  })

  test('taking one out leaves the others in order', () => {
    expect(ids(without(line, 'b'))).toEqual(['a', 'c', 'd'])
  })
})
