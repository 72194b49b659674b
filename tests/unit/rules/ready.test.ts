import { expect, test } from 'vitest'
import { type Job, type Order, readyCars } from '@/lib/domain'
import { at, job, ms, order } from './builders'

const BILLS = { billing: true }

function ready(orders: Partial<Order>[], jobs: Partial<Job>[], now: number, site = BILLS) {
  const state = { orders: orders.map(order), jobs: jobs.map(job) }
  return readyCars(state, site, ms(now)).map(({ orderID }) => orderID)
}
const washed = (orderID: string, minute: number): Partial<Job> => ({
  orderID,
  status: 'completed',
  finishedAt: at(minute),
})

test('a washed car is ready until it is collected, for a quarter of an hour, the newest first', () => {
  const orders: Partial<Order>[] = [
    { orderID: 'AX-1', stage: 'billed' },
    { orderID: 'AX-2', stage: 'paid' },
    { orderID: 'AX-3', stage: 'completed' },
    { orderID: 'AX-4', stage: 'in_progress' },
  ]
  const jobs = ['AX-1', 'AX-2', 'AX-3', 'AX-4'].map((orderID, place) => washed(orderID, place))
  expect(ready(orders, jobs, 10)).toEqual(['AX-2', 'AX-1'])
  expect(ready(orders, jobs, 15)).toEqual(['AX-2', 'AX-1'])
  expect(ready(orders, jobs, 16)).toEqual(['AX-2'])
  expect(ready(orders, jobs, 17)).toEqual([])
})

test('what was sold without a wash, or is not finished, is not to be collected', () => {
  const orders: Partial<Order>[] = [{ orderID: 'AX-1', stage: 'billed' }]
  expect(ready(orders, [], 1)).toEqual([])
  expect(ready(orders, [{ orderID: 'AX-1', status: 'cancelled', finishedAt: at(0) }], 1)).toEqual([])
})

test('where a site does not bill, a finished wash completes its order, and the car is told of all the same', () => {
  const orders: Partial<Order>[] = [{ orderID: 'AX-1', stage: 'completed' }]
  expect(ready(orders, [washed('AX-1', 0)], 1, { billing: false })).toEqual(['AX-1'])
  expect(ready(orders, [washed('AX-1', 0)], 1)).toEqual([])
})
