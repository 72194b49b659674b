import { expect, test } from 'vitest'
import { commandSchema } from '@/lib/domain'

const sent = (type: string, payload: object) =>
  commandSchema.safeParse({
    id: '6f9d6a7e-2f0e-4c7c-9a55-000000000001',
    issuedAt: '2026-01-15T10:30:00Z',
    type,
    payload,
  })
const taken = (more: object) =>
  sent('order.create', { plate: 'WXY 1', vehicleType: 'sedan', services: [{ serviceId: 'basic-wash' }], ...more })
const changed = (more: object) => sent('order.change', { orderID: 'AX-20260115-0001', ...more })

test.each([
  ['taken', taken],
  ['changed', changed],
])('the plate and the number of an order that is %s are measured as they are kept', (_, send) => {
  const kept = (more: object) => (send(more).data?.payload ?? null) as { plate?: string; customer?: { phone: string } }
  expect(kept({ plate: ' wxy\u00a012\u201134\u3000' })?.plate).toBe('WXY 12-34')
  expect(kept({ plate: '\u2026'.repeat(10) })?.plate).toBe('.'.repeat(30))
  expect(kept({ plate: '\u00df'.repeat(16) })?.plate).toBe('SS'.repeat(16))
  // Three dots each, two letters each, nothing at all.
  for (const plate of ['\u2026'.repeat(12), '\u00df'.repeat(17), '\u00ad', ' \u200c '])
    expect(send({ plate }).success, plate).toBe(false)
  const customer = (phone: string) => ({ customer: { name: 'Aina', phone } })
  expect(kept(customer('\uff0b60\u202f12\u2013345 6789'))?.customer?.phone).toBe('+60 12-345 6789')
  expect(send(customer('\u2026'.repeat(12))).success).toBe(false)
  expect(send({ customer: { name: 'Aina', phone: null } }).success).toBe(true)
})
