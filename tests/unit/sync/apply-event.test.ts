import { describe, expect, it } from 'vitest'
import type { Order, SyncEvent } from '@/lib/domain'
import { documentsOf } from '@/lib/domain/carried-documents'
import { applyCarried, type DocumentReader } from '@/lib/sync/projection/apply-carried'
import { DocumentStore, PendingChanges } from '@/lib/sync/projection/document-store'
import { sampleBay, sampleJob, sampleOrder, sampleQueue } from '../../support/sample-documents'

const applyEvent = (documents: DocumentReader, event: SyncEvent) => applyCarried(documents, documentsOf(event))

const envelope = { id: 'event_abcd_1', tenantId: 'main', timestamp: '2026-01-15T10:00:00Z', actor: 'system' }
const created = (order: Order): SyncEvent => ({ ...envelope, eventType: 'order_created', data: { order } })
const deleted = (order: Order): SyncEvent => ({ ...envelope, eventType: 'order_deleted', data: { order } })
const linked = (order: Order): SyncEvent => ({ ...envelope, eventType: 'whatsapp_connected', data: { order } })

function storeAfter(...events: SyncEvent[]): DocumentStore {
  const store = new DocumentStore()
  for (const event of events) store.commit(applyEvent(store, event))
  return store
}

describe('applying an event', () => {
  it('puts the document it carries', () => {
    const order = sampleOrder('AX-1')
    expect(storeAfter(created(order)).get('order', 'AX-1')).toEqual(order)
    const jobId = '3f2b8c1e-9d4a-4c7b-8e6f-1a2b3c4d5e6f'
    const store = storeAfter(
      { ...envelope, eventType: 'queue_update', data: { queue: sampleQueue('vip'), bay: sampleBay('bay-1') } },
      { ...envelope, eventType: 'job_progress_update', data: { job: sampleJob(jobId), bayId: 'bay-1' } },
    )
    expect(store.get('queue', 'vip')).toEqual(sampleQueue('vip'))
    expect(store.get('bay', 'bay-1')).toEqual(sampleBay('bay-1'))
    expect(store.get('job', jobId)).toEqual(sampleJob(jobId))
  })

  it('never lets an older version overwrite a newer one', () => {
    const newer = sampleOrder('AX-1', { version: 3 })
    const store = storeAfter(created(newer), linked(sampleOrder('AX-1', { version: 2 })))
    expect(store.get('order', 'AX-1')).toEqual(newer)
  })

  it('never brings back a deleted order, except by creating it', () => {
    const order = sampleOrder('AX-1')
    const late = linked(sampleOrder('AX-1', { version: 9 }))
    const store = storeAfter(created(order), deleted(order), late)
    expect(store.get('order', 'AX-1')).toBeUndefined()
    store.commit(applyEvent(store, created(order)))
    expect(store.get('order', 'AX-1')).toEqual(order)
  })

  it('sees within a batch what earlier events of the batch did', () => {
    const store = new DocumentStore()
    const pending = new PendingChanges(store)
    const order = sampleOrder('AX-1')
    for (const event of [created(order), deleted(order), linked(order)]) pending.add(applyEvent(pending, event))
    expect(pending.list()).toEqual([{ kind: 'order', key: 'AX-1', document: null }])
    expect(store.all()).toEqual([])
  })

  it('does not change what it reads', () => {
    const store = storeAfter(created(sampleOrder('AX-1')))
    const before = structuredClone(store.all())
    applyEvent(store, deleted(sampleOrder('AX-1')))
    expect(store.all()).toEqual(before)
  })
})
