import { expect, test } from 'vitest'
import type { Command } from '@/lib/domain'
import { touchedDocuments } from '@/lib/domain/commands/touched-documents'
import { StuckCommands } from '@/lib/sync/outbox/stuck-commands'

const ID = '3f9c01ab-55f3-4f7c-8a3c-0f6a52f1a0ff'
const TAKEN_AS = 'D7K-0007.3f9c01ab'
const command = (type: string, payload: object, id: string = crypto.randomUUID()) =>
  ({ id, type, payload, issuedAt: '2026-01-15T10:00:00Z' }) as Command

test('what was done to a new order waits for it, to the last step of its wash; other cars do not', () => {
  const create = command('order.create', { plate: 'A', takenAs: TAKEN_AS }, ID)
  const assign = command('bay.assign', { bayId: 'bay-1', orderID: TAKEN_AS })
  const start = command('job.start', { jobId: assign.id })
  const pay = command('order.setPayment', { orderID: TAKEN_AS, action: 'pay', method: 'cash', amount: 1 })
  const other = command('order.cancel', { orderID: 'AX-20260115-0001', reason: '' })
  const stuck = new StuckCommands({ touchedDocuments: touchedDocuments as never })
  stuck.failed(create)
  expect(stuck.passing([create, assign, start, pay, other])).toEqual([other])
  expect(stuck.next([create, assign, start, pay, other])).toBe(create)
})
