import { expect, test } from 'vitest'
import { giveFreeWash, isVisit, mayChange, type Order, receiptOf, visitNow } from '@/lib/domain'
import { order } from './builders'

const line = (serviceId: string, price: number) => ({ serviceId, name: serviceId, price, minutes: 10, options: [] })
const LIST = [
  { serviceId: 'basic-wash', countsAsVisit: true },
  { serviceId: 'wax', countsAsVisit: false },
]
const taken = (more: Partial<Order> = {}) =>
  order({ services: [line('basic-wash', 1_500), line('wax', 8_000)], totalAmount: 9_500, ...more })
const code = (outcome: object) => ('code' in outcome ? outcome.code : 'given')

test('a visit is an order that is over and was paid for, with a service that counts', () => {
  const over = taken({ stage: 'completed', paidAmount: 9_500 })
  expect(isVisit(over, LIST)).toBe(true)
  expect(isVisit({ ...over, stage: 'paid' }, LIST)).toBe(false)
  expect(isVisit({ ...over, paidAmount: 0 }, LIST)).toBe(false)
  expect(isVisit({ ...over, freeWash: true }, LIST)).toBe(false)
  expect(isVisit({ ...over, services: [line('wax', 8_000)] }, LIST)).toBe(false)
  // What is no longer sold was a visit when it was.
  expect(isVisit({ ...over, services: [line('old-wash', 900)] }, LIST)).toBe(true)
})

test('the dearest service that counts is taken off, as a discount that says what it is', () => {
  const given = giveFreeWash(taken(), 9, 10, LIST)
  expect(given).toMatchObject({ discount: 1_500, totalAmount: 8_000 })
  const receipt = receiptOf({ ...taken(), ...given, freeWash: true } as Order)
  expect(receipt).toMatchObject({ sum: 9_500, discount: 1_500, total: 8_000, freeWash: true })
})

test('it says why it gives none', () => {
  expect(code(giveFreeWash(taken(), 9, 0, LIST))).toBe('off')
  expect(giveFreeWash(taken(), 7, 10, LIST)).toMatchObject({ code: 'early', params: { visit: 8, every: 10 } })
  expect(code(giveFreeWash(taken({ freeWash: true, discount: 1_500 }), 9, 10, LIST))).toBe('taken')
  expect(code(giveFreeWash(taken({ discount: 100 }), 9, 10, LIST))).toBe('discounted')
  expect(code(giveFreeWash(taken({ vehicle: null }), 9, 10, LIST))).toBe('no_plate')
  expect(code(giveFreeWash(taken({ services: [line('wax', 8_000)] }), 9, 10, LIST))).toBe('no_service')
  expect(code(giveFreeWash(taken({ paidAmount: 9_500, paymentStatus: 'paid' }), 9, 10, LIST))).toBe('paid_already')
})

test('the desk counts this visit, and never beyond the free one', () => {
  expect(visitNow({ visits: 7 }, 10)).toEqual({ visit: 8, every: 10 })
  expect(visitNow({ visits: 14 }, 10)).toEqual({ visit: 10, every: 10 })
  expect(visitNow({ visits: null }, 10)).toBeNull()
  expect(visitNow({ visits: 7 }, 0)).toBeNull()
})

test('what was free for one car and one service is taken back before either changes', () => {
  const free = taken({ freeWash: true, discount: 1_500, totalAmount: 8_000 })
  expect(mayChange(free, { plate: 'OTH 1' })).toMatchObject({ code: 'free_wash' })
  expect(mayChange(free, { services: [] })).toMatchObject({ code: 'free_wash' })
  expect(mayChange(free, { vehicleType: 'mpv_van' })).toMatchObject({ code: 'free_wash' })
  expect(mayChange(free, { plate: 'wxy 1234', vehicleType: 'sedan' }).allowed).toBe(true)
  expect(mayChange(taken(), { plate: 'OTH 1' }).allowed).toBe(true)
})
