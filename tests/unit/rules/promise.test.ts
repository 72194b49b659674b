import { describe, expect, test } from 'vitest'
import { ageOfOrder, paceOf } from '@/lib/domain'
import { at, job, ms, order, step } from './builders'

const MIN = 60_000
const PROMISE = 30

describe('an order against what was promised', () => {
  const taken = order({ stage: 'open', stageSince: at(20), createdAt: at(0) })
  test.each([
    [23.9, 'fine'],
    [24, 'due'],
    [30, 'due'],
    [30.1, 'late'],
  ] as const)('a car that waits since %d minutes, promised within 30, is %s', (minutes, standing) => {
    expect(ageOfOrder(taken, undefined, PROMISE, ms(minutes))).toEqual({ ms: minutes * MIN, standing })
  })

  test('who is served last was promised nothing, and neither was anybody where the site promises nothing', () => {
    expect(ageOfOrder({ ...taken, queue: 'remnant' }, undefined, PROMISE, ms(99)).standing).toBe('fine')
    expect(ageOfOrder(taken, undefined, 0, ms(99)).standing).toBe('fine')
  })

  test('a wash counts from its start against its steps, pauses left out', () => {
    const washed = order({ stage: 'in_progress', stageSince: at(0), createdAt: at(-60) })
    const wash = job({
      status: 'in_progress',
      startedAt: at(5),
      pausedMs: 2 * MIN,
      steps: [step('a', 10, { status: 'in_progress', startedAt: at(5) })],
    })
    expect(ageOfOrder(washed, wash, PROMISE, ms(14))).toEqual({ ms: 7 * MIN, standing: 'fine' })
    expect(ageOfOrder(washed, wash, PROMISE, ms(17))).toEqual({ ms: 10 * MIN, standing: 'due' })
    expect(ageOfOrder(washed, wash, PROMISE, ms(18))).toEqual({ ms: 11 * MIN, standing: 'late' })
    // Not begun: nothing runs yet.
    expect(ageOfOrder(washed, { ...wash, startedAt: null }, PROMISE, ms(99)).standing).toBe('fine')
  })

  test('what is washed is never late, however long it stands', () => {
    const billed = order({ stage: 'billed', stageSince: at(0) })
    expect(ageOfOrder(billed, undefined, PROMISE, ms(500))).toEqual({ ms: 500 * MIN, standing: 'fine' })
  })
})

describe('how long things take', () => {
  const finished = (orderID: string, startedAt: string, finishedAt: string | null) =>
    job({ orderID, status: finishedAt ? 'completed' : 'in_progress', startedAt, finishedAt })
  const taken: Record<string, string> = { a: at(0), b: at(10) }

  test('is the average of what began, and of what was finished, in the last three hours', () => {
    const jobs = [finished('a', at(20), at(50)), finished('b', at(20), null), finished('unknown', at(0), at(40))]
    expect(paceOf(jobs, (id) => taken[id], ms(60))).toEqual({ waitMs: 15 * MIN, washMs: 35 * MIN })
    expect(paceOf(jobs, (id) => taken[id], ms(20 + 181))).toEqual({ waitMs: null, washMs: 35 * MIN })
    expect(paceOf(jobs, (id) => taken[id], ms(500))).toEqual({ waitMs: null, washMs: null })
  })

  test('is not known where nothing was begun, or all of it was called off', () => {
    const off = { ...finished('a', at(20), at(50)), status: 'cancelled' as const }
    expect(paceOf([job({ startedAt: null }), off], (id) => taken[id], ms(60))).toEqual({ waitMs: null, washMs: null })
  })
})
