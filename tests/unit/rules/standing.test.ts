import { expect, test } from 'vitest'
import {
  type Actor,
  actingAs,
  type Colleague,
  mayCancel,
  mayDiscount,
  mayRefund,
  mayTakeMoney,
  type Position,
} from '@/lib/domain'
import { order } from './builders'

const DESK: Actor = { role: 'cashier', tenantId: 'main', bayId: null, name: 'station:desk' }
const SITE = { billing: true, asksWho: true }
const LIMITS = { staff: 50, cashier: 20 }
/** A desk in a browser: who signed in there is not who stands there. */
const BROWSER: Actor = { ...DESK, role: 'staff', name: 'user:3' }
const paid = order({ stage: 'paid', totalAmount: 2500, paidAmount: 2500 })
const waiting = order({ stage: 'initiated', totalAmount: 2500 })

const colleague = (position: Position, hasLeft = false): Colleague => ({
  personId: '7',
  name: 'Siti',
  position,
  pinSetAt: '2026-01-01T00:00:00.000Z',
  hasLeft,
})
const at = (person: Colleague | null, approver: Colleague | null = null, isFact = false) =>
  actingAs(DESK, { person, approver }, { asksWho: true, isFact })

test('a command that names nobody is the station’s, and a site that does not ask works as before', () => {
  expect(at(null)).toBe(DESK)
  const unasked = actingAs(
    DESK,
    { person: colleague('washer'), approver: colleague('owner') },
    { asksWho: false, isFact: true },
  )
  expect(unasked).toEqual({ ...DESK, name: 'person:7' })
  expect(mayCancel(DESK, waiting, { ...SITE, asksWho: false }).allowed).toBe(true)
  expect(mayDiscount(DESK, 2500, 500, LIMITS).allowed).toBe(true)
})

test('a position is trusted as the role beside it', () => {
  const may = (position: Position) => [
    mayRefund(at(colleague(position)), paid, 2500).allowed,
    mayCancel(at(colleague(position)), waiting, SITE).allowed,
    mayDiscount(at(colleague(position)), 2500, 500, LIMITS).allowed,
    mayDiscount(at(colleague(position)), 2500, 2500, LIMITS).allowed,
  ]
  expect(may('washer')).toEqual([false, false, false, false])
  expect(may('cashier')).toEqual([false, false, true, false])
  expect(may('manager')).toEqual([true, true, true, false])
  expect(may('owner')).toEqual([true, true, true, true])
})

test('at a desk in a browser a position is trusted no more than at any other', () => {
  const there = (position: Position) =>
    actingAs(BROWSER, { person: colleague(position), approver: null }, { asksWho: true, isFact: false })
  for (const position of ['washer', 'cashier', 'manager', 'owner'] as const) {
    const [desk, browser] = [at(colleague(position)), there(position)]
    expect(mayCancel(browser, waiting, SITE)).toEqual(mayCancel(desk, waiting, SITE))
    expect(mayTakeMoney(browser)).toEqual(mayTakeMoney(desk))
    expect(mayRefund(browser, paid, 2500)).toEqual(mayRefund(desk, paid, 2500))
    expect(mayDiscount(browser, 2500, 500, LIMITS)).toEqual(mayDiscount(desk, 2500, 500, LIMITS))
  }
  // Where nobody is named, it is whoever signed in.
  expect(mayCancel(BROWSER, waiting, SITE).allowed).toBe(true)
  expect(mayTakeMoney(BROWSER).allowed).toBe(true)
})

test('money at a desk is for its cashiers, and for whoever it does not ask', () => {
  expect(mayTakeMoney(at(colleague('washer')))).toMatchObject({ code: 'money' })
  for (const actor of [at(null), at(colleague('cashier')), at(colleague('manager')), at(colleague('owner'))])
    expect(mayTakeMoney(actor).allowed).toBe(true)
})

test('whoever has no PIN could be anybody, and neither approves nor may more than a desk', () => {
  const unproven = { ...colleague('owner'), pinSetAt: null }
  expect(mayRefund(at(unproven), paid, 2500).allowed).toBe(false)
  expect(mayDiscount(at(unproven), 2500, 500, LIMITS).allowed).toBe(true)
  expect(mayCancel(at(colleague('washer'), unproven), waiting, SITE).allowed).toBe(false)
})

test('a manager approves what another asks for, and nobody else does', () => {
  const approved = at(colleague('washer'), colleague('manager'))
  expect(approved).toMatchObject({ name: 'person:7', approvedBy: { actor: 'person:7', name: 'Siti' } })
  expect(mayRefund(approved, paid, 2500).allowed).toBe(true)
  expect(mayCancel(approved, waiting, SITE).allowed).toBe(true)
  for (const other of [colleague('cashier'), colleague('manager', true)]) {
    expect(at(colleague('washer'), other).approvedBy).toBeNull()
    expect(mayCancel(at(colleague('washer'), other), waiting, SITE)).toMatchObject({ code: 'cancel' })
  }
})

test('what no approval helps against is said before the approval that is missing', () => {
  const held = order({ stage: 'billed', totalAmount: 2500, paidAmount: 1000 })
  for (const actor of [DESK, at(colleague('cashier')), at(colleague('washer')), at(colleague('manager'))])
    for (const asksWho of [true, false])
      expect(mayCancel(actor, held, { ...SITE, asksWho })).toMatchObject({ code: 'noMoneyHeld' })
  const owed = order({ stage: 'billed', totalAmount: 2500, paidAmount: 0 })
  expect(mayCancel(at(colleague('cashier')), owed, SITE)).toMatchObject({ code: 'cancel' })
  expect(mayCancel(at(colleague('manager')), owed, SITE).allowed).toBe(true)
})

test('what has happened was approved when it did, though the approver has left since', () => {
  expect(mayRefund(at(colleague('cashier'), colleague('manager', true), true), paid, 2500).allowed).toBe(true)
  for (const approver of [null, colleague('cashier'), colleague('cashier', true)]) {
    expect(mayRefund(at(colleague('cashier'), approver, true), paid, 2500).allowed).toBe(false)
  }
})
