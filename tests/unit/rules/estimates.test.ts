import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estimateWaits, jobRemainingMs, jobTargetMs, servingOrder, timeLevel } from '@/lib/domain'
import { at, bay, job, ms, order, queue, step } from './builders'

const MIN = 60_000
const service = (minutes: number) => [{ serviceId: 's', name: 's', price: 0, minutes, options: [] }]

describe('the level of a timer', () => {
  test.each([
    [0, 'normal'],
    [9.99, 'normal'],
    [10, 'amber'],
    [12.49, 'amber'],
    [12.5, 'red'],
    [99, 'red'],
  ] as const)('%d of 10 minutes is %s', (elapsed, level) => {
    expect(timeLevel(elapsed * MIN, 10 * MIN)).toBe(level)
  })

  test('without a target nothing is late', () => {
    expect(timeLevel(99 * MIN, 0)).toBe('normal')
  })
})

describe('what a job still needs', () => {
  const wash = job({
    status: 'in_progress',
    startedAt: at(0),
    steps: [
      step('a', 5, { status: 'completed', startedAt: at(0), finishedAt: at(5) }),
      step('b', 10, { status: 'in_progress', startedAt: at(5) }),
      step('c', 5, { status: 'skipped' }),
      step('d', 3),
    ],
  })
  test('is the rest of the running step and the waiting ones', () => {
    expect(jobRemainingMs(wash, ms(9))).toBe((6 + 3) * MIN)
  })
  test('a late step owes nothing more', () => {
    expect(jobRemainingMs(wash, ms(60))).toBe(3 * MIN)
  })
  test('skipped steps are no target', () => {
    expect(jobTargetMs(wash)).toBe(18 * MIN)
  })
})

describe('waiting times', () => {
  test('vip is served before regular before remnant', () => {
    const queues = [queue('regular', ['R1']), queue('remnant', ['X1']), queue('vip', ['V1', 'V2'])]
    expect(servingOrder(queues).map(({ orderID }) => orderID)).toEqual(['V1', 'V2', 'R1', 'X1'])
  })

  test('each car takes the bay that is free first', () => {
    const running = job({
      status: 'in_progress',
      startedAt: at(0),
      steps: [step('a', 10, { status: 'in_progress', startedAt: at(0) })],
    })
    const waits = estimateWaits(
      {
        queues: [queue('vip', ['V1']), queue('regular', ['R1', 'R2'])],
        bays: [
          bay('bay-1', { status: 'occupied', jobId: running.jobId }),
          bay('bay-2'),
          bay('bay-3', { status: 'out_of_service' }),
        ],
        jobs: [running],
        orders: [
          order({ orderID: 'V1', services: service(30) }),
          order({ orderID: 'R1', services: service(15) }),
          order({ orderID: 'R2', services: service(15) }),
        ],
      },
      ms(4),
    )
    expect(waits.map(({ orderID, place, startsInMs, readyInMs }) => [orderID, place, startsInMs, readyInMs])).toEqual([
      ['V1', 1, 0, 30 * MIN],
      ['R1', 2, 6 * MIN, 21 * MIN],
      ['R2', 3, 21 * MIN, 36 * MIN],
    ])
  })

  test('without a bay in service nobody is promised a time', () => {
    const site = {
      queues: [queue('vip', ['V1'])],
      bays: [bay('b', { status: 'out_of_service' })],
      jobs: [],
      orders: [],
    }
    expect(estimateWaits(site, ms(0))).toEqual([
      { orderID: 'V1', queueId: 'vip', place: 1, startsInMs: null, readyInMs: null },
    ])
  })

  test('nobody behind another starts earlier, and another bay makes no wait longer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (work, bays) => {
          const ids = work.map((_, index) => `O-${index}`)
          const site = (count: number) => ({
            queues: [queue('regular', ids)],
            bays: Array.from({ length: count }, (_, index) => bay(`bay-${index}`)),
            jobs: [],
            orders: work.map((minutes, index) => order({ orderID: `O-${index}`, services: service(minutes) })),
          })
          const starts = estimateWaits(site(bays), 0).map(({ startsInMs }) => startsInMs as number)
          const more = estimateWaits(site(bays + 1), 0).map(({ startsInMs }) => startsInMs as number)
          expect(starts).toEqual([...starts].sort((a, b) => a - b))
          for (const [index, start] of starts.entries()) expect(more[index]).toBeLessThanOrEqual(start)
        },
      ),
    )
  })
})
