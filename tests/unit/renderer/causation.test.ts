import { expect, test } from 'vitest'
import { type Bay, type Command, changesOf, type DocumentChange, type Order } from '@/lib/domain'
import { changeOf } from '@/lib/domain/documents'
import type { FeedBatch, StoredEvent } from '@/lib/sync/engine'
import { CURRENT, makeSite } from '@/renderer/fixtures/site'
import { StationStore } from '@/renderer/store/station-store'

const NOW = Date.parse('2026-01-15T10:00:00Z')
const site = makeSite({ now: NOW, orders: 100 })
const AT = new Date(NOW).toISOString()
const MINE = '11111111-1111-4111-8111-111111111111'
const order = site.orders.find(({ stage }) => stage === 'open') as Order

/** A wish that can be made again and again, so that predicting it once more shows it once more. */
const rename: Command = {
  ...{ id: MINE, issuedAt: AT, type: 'order.setStatus' },
  payload: { orderID: order.orderID, staffNotes: 'mine' },
}

const opened = (pending: readonly Command[] = [], recentEvents: readonly StoredEvent[] = []) =>
  new StationStore({ documents: changesOf(site), recentEvents, status: CURRENT, pending })

const cursor = (seq: number, epoch = 'demo') => ({ ...CURRENT, cursor: { epoch, seq }, head: seq })

function event(seq: number, commandId: string | undefined, document: Order, epoch = 'demo'): StoredEvent {
  return {
    ...{ id: `event_${epoch}_${seq}`, eventType: 'status_update', orderID: document.orderID, tenantId: 'main' },
    ...{ timestamp: AT, actor: 'station:desk', commandId },
    data: { changed: ['staffNotes'], order: document },
    metadata: { receivedAt: AT, processed: true, acknowledged: false, source: 'sse' },
  }
}

const batch = (part: Partial<FeedBatch>): FeedBatch => ({
  ...{ replace: false, changes: [], events: [], frames: [], status: null, commandResults: [] },
  ...part,
})

/** One event of the log, as a batch brings it. */
function told(seq: number, commandId: string | undefined, staffNotes: string, version: number): FeedBatch {
  const document = { ...order, staffNotes, version }
  return batch({
    changes: [changeOf('order', document)],
    events: [event(seq, commandId, document)],
    status: cursor(seq),
  })
}

const applied = (seq: number, epoch?: string) =>
  batch({ commandResults: [{ id: MINE, status: 'applied', seq, epoch }] })

const notes = (store: StationStore) => store.get('order', order.orderID)?.staffNotes

test('whose answer is lost is settled by its event, and what others do after it is shown', () => {
  const store = opened()
  store.expect(rename)
  expect(notes(store)).toBe('mine')
  store.apply(told(101, MINE, 'mine', order.version + 1))
  expect(notes(store)).toBe('mine')
  expect(store.waiting).toEqual([])
  store.apply(told(102, undefined, 'theirs', order.version + 2))
  expect(notes(store)).toBe('theirs')
})

test('whose event and what followed came in one batch lies not over it', () => {
  const store = opened()
  store.expect(rename)
  const theirs = { ...order, staffNotes: 'theirs', version: order.version + 2 }
  const mine = { ...order, staffNotes: 'mine', version: order.version + 1 }
  store.apply(
    batch({
      changes: [changeOf('order', theirs)],
      events: [event(101, MINE, mine), event(102, undefined, theirs)],
      status: cursor(102),
    }),
  )
  expect(notes(store)).toBe('theirs')
})

test('an answer before its event shows what was done all along', () => {
  const store = opened()
  const seen: (string | undefined)[] = []
  store.listen(`order:${order.orderID}`, () => seen.push(notes(store)))
  store.expect(rename)
  store.apply(applied(102))
  // An event of somebody else's, from before it, changes another document.
  store.apply(batch({ status: cursor(101) }))
  store.apply(told(102, MINE, 'mine', order.version + 1))
  store.apply(told(103, undefined, 'theirs', order.version + 2))
  expect(seen.slice(0, -1).every((text) => text === 'mine')).toBe(true)
  expect(seen.at(-1)).toBe('theirs')
})

test('an answer after its event brings nothing back', () => {
  const store = opened()
  store.expect(rename)
  store.apply(told(101, MINE, 'mine', order.version + 1))
  store.apply(told(102, undefined, 'theirs', order.version + 2))
  store.apply(applied(101))
  expect(notes(store)).toBe('theirs')
  expect(store.resultOf(MINE)).toMatchObject({ status: 'applied', seq: 101 })
})

test('an answer of an earlier life of the log is not waited for', () => {
  const store = opened()
  store.expect(rename)
  store.apply(applied(5_000, 'older'))
  expect(notes(store)).toBe(order.staffNotes)
})

test('what was done before a reload and has its event is not shown as waiting', () => {
  const mine = { ...order, staffNotes: 'mine', version: order.version + 1 }
  const store = opened([rename], [event(100, MINE, mine)])
  expect(store.waiting).toEqual([])
  expect(notes(store)).toBe(order.staffNotes)
})

test('the part of it that has not come yet stays shown until it has', () => {
  const bay = site.bays.find(({ status }) => status === 'available') as Bay
  const store = opened()
  const assign: Command = {
    ...{ id: MINE, issuedAt: AT, type: 'bay.assign' },
    payload: { bayId: bay.bayId, orderID: order.orderID },
  }
  store.expect(assign)
  expect(store.get('bay', bay.bayId)?.status).toBe('occupied')
  const inBay = { ...order, stage: 'in_progress' as const, bayId: bay.bayId, queue: null, version: order.version + 1 }
  const put = (change: DocumentChange, seq: number) =>
    batch({ changes: [change], events: [event(seq, MINE, inBay)], status: cursor(seq) })
  store.apply(put(changeOf('order', inBay), 101))
  expect(store.get('order', order.orderID)?.version).toBe(inBay.version)
  expect(store.get('bay', bay.bayId)?.status).toBe('occupied')
  // Somebody else's event comes after all of it: what has not come by then is not to come.
  store.apply(told(105, undefined, 'theirs', order.version + 2))
  expect(store.get('bay', bay.bayId)?.status).toBe('available')
})
