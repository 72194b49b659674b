import { expect, test } from 'vitest'
import { concernSchema, jobSchema, orderSchema } from '@/lib/domain/documents'
import { ERASED, erased, erasedJson } from '@/lib/domain/rules/erased'
import { sampleOrder } from '@/lib/domain/samples/documents'

const order = sampleOrder({
  vehicle: { plate: 'WXY 1234', type: 'sedan', make: 'Perodua Myvi', colour: 'Red' },
  customer: { name: 'Nur Aisyah', phone: '012-345 6789' },
  customerNotes: 'Scratch on the left',
  staffNotes: 'Pays late',
})

test('an order says nothing of its person any more, and all of its money', () => {
  const without = erased(order)
  expect(orderSchema.parse(without)).toEqual(without)
  expect(JSON.stringify(without)).not.toMatch(/WXY|Aisyah|345 6789|Scratch|Pays late|Myvi|Red/)
  expect(without).toEqual({
    ...order,
    vehicle: { plate: ERASED, type: 'sedan', make: null, colour: null },
    customer: { name: ERASED, phone: null },
    customerNotes: ERASED,
    staffNotes: ERASED,
  })
})

test('what says nothing of a person stays as it is, and twice is once', () => {
  const walkIn = sampleOrder({ vehicle: null, customer: null, customerNotes: '', staffNotes: '' })
  expect(erased(walkIn)).toEqual(walkIn)
  expect(erased(erased(order))).toEqual(erased(order))
  const event = {
    previousStage: 'paid',
    changed: ['vehicle', 'customerNotes'],
    paths: ['vehicle.plate'],
    bay: { name: 'Bay 1' },
  }
  expect(erased(event)).toEqual(event)
})

test('so do jobs, what was put to the desk, and commands kept as text', () => {
  expect(erased({ plate: 'WXY 1234', notes: 'Baby seat', title: 'Wash' })).toEqual({
    plate: ERASED,
    notes: ERASED,
    title: 'Wash',
  })
  const action = JSON.stringify({
    type: 'order.create',
    payload: { plate: 'WXY 1', customer: { name: 'Ali', phone: '0123456789' } },
  })
  expect(erasedJson(action)).toBe(
    JSON.stringify({ type: 'order.create', payload: { plate: ERASED, customer: { name: ERASED, phone: null } } }),
  )
  expect(erasedJson('WXY 1234 was refused')).toBe('{}')
  expect(Object.keys(jobSchema.shape)).toEqual(expect.arrayContaining(['plate', 'notes']))
  expect(Object.keys(concernSchema.shape)).toEqual(expect.arrayContaining(['plate', 'action', 'answer']))
})
