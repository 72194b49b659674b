import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Actor,
  type CatalogService,
  type ChosenService,
  changeSteps,
  completeStep,
  type Job,
  mayChange,
  mayMakeCheaper,
  type Order,
  priceOrder,
  repriceOrder,
  STAGES,
  startJob,
  stepsForServices,
  sumOfLines,
} from '@/lib/domain'
import { CATALOGUE } from '@/renderer/fixtures/site'
import { at, job, order as orderOf } from './builders'

const list = CATALOGUE.services
const BASIC: ChosenService = { serviceId: 'basic-wash', optionIds: [] }
const SHINY: ChosenService = { serviceId: 'basic-wash', optionIds: ['tyre-shine'] }
const WAX: ChosenService = { serviceId: 'wax', optionIds: [] }

/** An order as it was taken. */
function taken(chosen: readonly ChosenService[], fields: Partial<Order> = {}, discount = 0): Order {
  const priced = priceOrder(list, chosen, 'sedan', discount, 0)
  if (!priced.allowed) throw new Error(priced.message)
  const { services, totalAmount } = priced
  return orderOf({ services, totalAmount, discount, paidAmount: 0, ...fields })
}

function repriced(order: Order, chosen: readonly ChosenService[], catalog: readonly CatalogService[] = list) {
  const price = repriceOrder(catalog, order, chosen, 'sedan', 0)
  if (!price.allowed) throw new Error(price.message)
  return price
}

describe('the price of an order that is changed', () => {
  test('is that of the list for what is new; what stays keeps the price it was ordered at', () => {
    const dearer = list.map((service) => ({ ...service, price: service.price + 1_000 }))
    const price = repriced(taken([BASIC]), [BASIC, WAX], dearer)
    expect(price.services.map((line) => line.price)).toEqual([2_500, 9_000])
    expect(price.totalAmount).toBe(11_500)
    // Another option is another choice, and another type of vehicle another price.
    expect(repriced(taken([BASIC]), [SHINY], dearer).totalAmount).toBe(4_000)
    expect(repriceOrder(list, taken([BASIC]), [BASIC], 'mpv_van', 0)).toMatchObject({ totalAmount: 3_000 })
  })

  test('of a service that has left the list stays as it was', () => {
    expect(repriced(taken([BASIC, WAX]), [BASIC, WAX], []).totalAmount).toBe(10_500)
    expect(repriceOrder([], taken([BASIC]), [BASIC, WAX], 'sedan', 0)).toMatchObject({ code: 'unknown_service' })
  })

  test('has a discount that never comes to a larger share than was given', () => {
    const choices = fc.subarray([BASIC, WAX, { serviceId: 'engine-bay', optionIds: [] }], { minLength: 1 })
    fc.assert(
      fc.property(choices, choices, fc.integer({ min: 0, max: 100 }), (before, after, percent) => {
        const sum = sumOfLines(taken(before))
        const order = taken(before, {}, Math.floor((sum * percent) / 100))
        order.totalAmount = sum - order.discount
        const { discount, totalAmount } = repriced(order, after)
        const newSum = discount + totalAmount
        expect(totalAmount).toBeGreaterThanOrEqual(0)
        expect(discount * sum).toBeLessThanOrEqual(order.discount * newSum)
        expect(discount).toBeLessThanOrEqual(order.discount)
        if (newSum >= sum) expect(discount).toBe(order.discount)
      }),
    )
  })

  test('is owed again where more is ordered than was paid', () => {
    const paid = taken([BASIC], { paidAmount: 2_500, paymentStatus: 'cash' })
    expect(repriced(paid, [BASIC, WAX])).toMatchObject({ totalAmount: 10_500, paymentStatus: 'pending' })
    expect(repriced(paid, [BASIC])).toMatchObject({ totalAmount: 2_500, paymentStatus: 'cash' })
  })

  test('may come to the part that was paid, and not below: that is given back first', () => {
    const partly = taken([BASIC, WAX], { paidAmount: 8_000 })
    expect(repriced(partly, [WAX])).toMatchObject({ totalAmount: 8_000, paymentStatus: 'paid' })
    expect(repriceOrder(list, partly, [BASIC], 'sedan', 0)).toMatchObject({ code: 'paid_more' })
  })

  test('stays once the bill is paid, whatever becomes of the plate', () => {
    const order = taken([BASIC], { stage: 'paid', paidAmount: 2_500, paymentStatus: 'paid' })
    expect(repriceOrder(list, order, [BASIC, WAX], 'sedan', 0)).toMatchObject({ code: 'paid' })
    expect(repriceOrder(list, order, [BASIC], 'sedan', 0).allowed).toBe(true)
    expect(STAGES.filter((stage) => !mayChange({ stage, vehicle: null }).allowed)).toEqual(['completed', 'cancelled'])
  })

  test('of a washed car is lowered by those who may give money back', () => {
    const may = (role: Actor['role'], stage: Order['stage'], less: number) =>
      mayMakeCheaper({ role }, stage, less).allowed
    expect(may('cashier', 'billed', 1)).toBe(false)
    expect(may('cashier', 'billed', 0)).toBe(true)
    expect(may('cashier', 'in_progress', 1)).toBe(true)
    expect(may('staff', 'billed', 1)).toBe(true)
  })
})

describe('the work of an order that is changed', () => {
  const lines = (...chosen: ChosenService[]) => taken(chosen).services
  const started = (...chosen: ChosenService[]): Job => {
    const fresh = job({ steps: stepsForServices(lines(...chosen), list) })
    return startJob(fresh, at(0)) as Job
  }
  const shown = ({ steps }: Job) => steps.map(({ stepId, status }) => `${stepId} ${status}`)

  test('keeps what is done and begun, drops the rest of what is no longer ordered, and adds what is new', () => {
    const begun = completeStep(started(BASIC), 'basic-wash.pre-wash', at(5)) as Job
    const changed = changeSteps(begun, lines(BASIC), lines(WAX), list, at(6))
    expect(shown(changed)).toEqual([
      'basic-wash.pre-wash completed',
      'basic-wash.soap in_progress',
      'wax.clay pending',
      'wax.wax pending',
      'wax.buff pending',
    ])
    const more = changeSteps(begun, lines(BASIC), lines(SHINY, WAX), list, at(6))
    expect(shown(more).slice(0, 2)).toEqual(shown(begun).slice(0, 2))
    expect(shown(more).slice(4)).toEqual([
      'basic-wash.tyre-shine pending',
      'wax.clay pending',
      'wax.wax pending',
      'wax.buff pending',
    ])
  })

  test('goes on with what is new where all else is done, also once a pause is over', () => {
    const all = started(BASIC).steps.reduce<Job>(
      (done, { stepId }) => completeStep(done, stepId, at(9)) as Job,
      started(BASIC),
    )
    const add = (from: Job) => changeSteps(from, lines(BASIC), lines(BASIC, WAX), list, at(20))
    expect(shown(add(all))[4]).toBe('wax.clay in_progress')
    const paused: Job = { ...all, status: 'paused', pausedAt: at(10) }
    expect(add(paused).steps[4]).toMatchObject({ status: 'in_progress', startedAt: at(10) })
  })

  test('of a line that stays is what it was, though the price list has other steps by now', () => {
    const begun = started(BASIC)
    const other = list.map((service) => ({ ...service, steps: [{ stepId: 'new', name: 'New', minutes: 1 }] }))
    const changed = changeSteps(begun, lines(BASIC), lines(BASIC, WAX), other, at(6))
    expect(shown(changed)).toEqual([...shown(begun), 'wax.new pending'])
  })

  test('waits as it waited, and is over once it is over', () => {
    const waiting = job({ steps: stepsForServices(lines(BASIC), list) })
    expect(changeSteps(waiting, lines(BASIC), lines(WAX), list, at(1)).steps.every((s) => s.status === 'pending')).toBe(
      true,
    )
    const over: Job = { ...started(BASIC), status: 'completed' }
    expect(changeSteps(over, lines(BASIC), lines(WAX), list, at(1))).toBe(over)
  })
})
