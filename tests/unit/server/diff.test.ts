import { describe, expect, it } from 'vitest'
import { diffBay, diffJob, diffOrder, diffQueue } from '@/cms/sync/log/diff'
import { EVENTS } from '@/lib/domain/events'
import { sampleBay, sampleJob, sampleOrder, sampleQueue } from '../../support/sample-documents'

const types = (events: readonly { eventType: string }[]) => events.map(({ eventType }) => eventType)

describe('what happened to an order', () => {
  const order = sampleOrder('A-1', { stage: 'initiated', whatsappLinked: false, qrCodeGenerated: false })

  it('tells of its creation and deletion', () => {
    expect(types(diffOrder(null, order))).toEqual(['order_created'])
    expect(types(diffOrder(order, null))).toEqual(['order_deleted'])
  })

  it('tells nothing when only bookkeeping moved', () => {
    expect(diffOrder(order, { ...order, version: 9, updatedAt: '2026-02-01T00:00:00.000Z' })).toEqual([])
    expect(diffOrder(order, structuredClone(order))).toEqual([])
    expect(diffOrder(null, null)).toEqual([])
  })

  it('tells several things of one change, each once', () => {
    const next = {
      ...order,
      stage: 'billed' as const,
      stageSince: '2026-02-01T00:00:00.000Z',
      paymentStatus: 'paid' as const,
      paidAmount: order.totalAmount,
      whatsappLinked: true,
      qrCodeGenerated: true,
      overallStatus: 'ready' as const,
    }
    const events = diffOrder(order, next)
    expect(types(events)).toEqual([
      'stage_change',
      'payment_update',
      'whatsapp_connected',
      'qr_generated',
      'status_update',
    ])
    expect(events.at(-1)?.data).toMatchObject({ changed: ['overallStatus'] })
  })

  it('says which fields changed, and that a link was undone', () => {
    const linked = { ...order, whatsappLinked: true }
    const [event, ...rest] = diffOrder(linked, { ...linked, whatsappLinked: false, staffNotes: 'gone' })
    expect(rest).toEqual([])
    expect(event).toMatchObject({
      eventType: 'status_update',
      data: { changed: expect.arrayContaining(['whatsappLinked', 'staffNotes']) },
    })
  })

  it('names the bay left and the bay entered', () => {
    const [event] = diffOrder({ ...order, bayId: 'bay-1' }, { ...order, bayId: 'bay-2' })
    expect(event?.bays).toEqual(['bay-1', 'bay-2'])
  })

  it('never makes an event the protocol does not know, and always makes one for a change', () => {
    for (const field of Object.keys(order) as (keyof typeof order)[]) {
      if (['version', 'updatedAt', 'createdAt', 'orderID', 'takenAs', 'tenantId'].includes(field)) continue
      const other = sampleOrder('A-1', { stage: 'paid', overallStatus: 'picked_up', paymentStatus: 'refunded' })
      const value = {
        whatsappLinked: true,
        qrCodeGenerated: true,
        vehicle: null,
        customer: null,
        services: [],
        queue: null,
      }[field as string]
      const changed = value === undefined ? differing(order[field], other[field]) : value
      const events = diffOrder(order, { ...order, [field]: changed })
      expect([field, events.length]).toEqual([field, JSON.stringify(changed) === JSON.stringify(order[field]) ? 0 : 1])
      for (const event of events) {
        expect(EVENTS[event.eventType].data.safeParse(event.data).error).toBeUndefined()
      }
    }
  })
})

/** A value of the same kind that is not the same. */
function differing(value: unknown, candidate: unknown): unknown {
  if (JSON.stringify(candidate) !== JSON.stringify(value)) return candidate
  if (typeof value === 'number') return value + 1
  if (value === null || typeof value === 'string') {
    return /^\d{4}-/.test(String(value)) ? '2030-01-01T00:00:00.000Z' : value === 'MYR' ? 'SGD' : 'bay-9'
  }
  return value
}

it('queues, bays and jobs tell of any public change, and of nothing else', () => {
  const [queue, bay, job] = [sampleQueue('regular'), sampleBay('bay-1'), sampleJob('A-1')]
  expect(diffQueue(queue, { ...queue, version: 5 })).toEqual([])
  expect(types(diffQueue(queue, { ...queue, open: !queue.open }))).toEqual(['queue_update'])
  expect(diffBay(bay, { ...bay, updatedAt: '2030-01-01T00:00:00.000Z' })).toEqual([])
  expect(diffBay({ ...bay, orderID: 'A-1' }, { ...bay, orderID: null })).toMatchObject([
    { orderID: 'A-1', bays: [bay.bayId] },
  ])
  expect(diffJob(job, structuredClone(job))).toEqual([])
  expect(diffJob({ ...job, bayId: 'bay-1' }, { ...job, bayId: 'bay-2' })).toMatchObject([
    { eventType: 'job_progress_update', bays: ['bay-1', 'bay-2'], data: { bayId: 'bay-2' } },
  ])
})
