import { describe, expect, test } from 'vitest'
import { type Actor, COMMAND_TYPES, mayCommand, mayRefund, ROLES, type Role } from '@/lib/domain'

import { at, order } from './builders'

const paid = (amount: number) =>
  ({ paymentId: `p${amount}`, at: at(0), method: 'cash', amount, change: 0, by: null }) as const

const actor = (role: Role, bayId: string | null = null): Actor => ({ role, tenantId: 'main', bayId })

describe('who may do what', () => {
  test('administrators and staff may do every command, a board none', () => {
    for (const type of COMMAND_TYPES) {
      expect(mayCommand(type, actor('admin')).allowed).toBe(true)
      expect(mayCommand(type, actor('staff')).allowed).toBe(true)
      expect(mayCommand(type, actor('board')).allowed).toBe(false)
    }
  })

  test('the cashier takes money and moves cars, and leaves the washing to the bays', () => {
    const may = COMMAND_TYPES.filter((type) => mayCommand(type, actor('cashier')).allowed)
    expect(may).toEqual(COMMAND_TYPES.filter((type) => !type.startsWith('job.')))
  })

  test('a bay acts on itself and its job alone', () => {
    const bay = actor('bay', 'bay-2')
    const may = COMMAND_TYPES.filter((type) => mayCommand(type, bay, { bayId: 'bay-2' }).allowed)
    const own = COMMAND_TYPES.filter((type) => type.startsWith('job.') || type.startsWith('bay.'))
    // What it could not do it hands to the desk, which decides.
    expect(may).toEqual([...own, 'concern.raise'])
    expect(mayCommand('job.start', bay, { bayId: 'bay-1' })).toMatchObject({ allowed: false, code: 'other_bay' })
    expect(mayCommand('job.start', bay, { bayId: null })).toMatchObject({ allowed: false, code: 'other_bay' })
  })

  test('a bay station without a bay may touch no bay', () => {
    expect(mayCommand('bay.setStatus', actor('bay'), { bayId: null })).toMatchObject({ code: 'other_bay' })
  })

  test('a customer may cancel the own order and nothing else', () => {
    expect(mayCommand('order.cancel', actor('customer'), { ownOrder: true }).allowed).toBe(true)
    expect(mayCommand('order.cancel', actor('customer'), { ownOrder: false })).toMatchObject({ code: 'other_order' })
    expect(mayCommand('order.cancel', actor('customer'), {})).toMatchObject({ code: 'other_order' })
    expect(COMMAND_TYPES.filter((type) => mayCommand(type, actor('customer')).allowed)).toEqual(['order.cancel'])
  })

  test('money is given back by people who signed in by name', () => {
    const once = order({ paidAmount: 1500, paymentStatus: 'cash' })
    expect(ROLES.filter((role) => mayRefund(actor(role), once, 1500).allowed)).toEqual(['admin', 'staff'])
  })

  test('what came in too much is given back by whoever stands at the desk', () => {
    const twice = order({ paidAmount: 3000, payments: [paid(1500), paid(1500)] })
    expect(mayRefund(actor('cashier'), twice, 1500).allowed).toBe(true)
    expect(mayRefund(actor('cashier'), twice, 1501)).toMatchObject({ code: 'refund' })
    const cancelled = order({ stage: 'cancelled', paidAmount: 1500, payments: [paid(1500)] })
    expect(mayRefund(actor('cashier'), cancelled, 1500).allowed).toBe(true)
    // Two desks that gave it back both have given it back.
    const given = order({ paidAmount: 1500, payments: [paid(1500), paid(1500), paid(-1500)] })
    expect(mayRefund(actor('cashier'), given, 1500).allowed).toBe(true)
  })
})
