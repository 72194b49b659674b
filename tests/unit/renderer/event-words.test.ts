import { expect, test } from 'vitest'
import type { Bay, Job, Order, SyncEvent } from '@/lib/domain'
import { makeFormat } from '@/lib/ui/format/format'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { actorWords, eventWords, orderBefore, withoutEchoes } from '@/lib/ui/words/event-words'
import { sampleBay, sampleJob, sampleOrder } from '../../support/sample-documents'

const { t } = makeTranslator('en')
const order = sampleOrder('AX-20260115-0001')
const envelope = {
  id: 'event_epoch001_1',
  tenantId: 'main',
  timestamp: '2026-01-15T10:00:00.000Z',
  actor: 'user:7',
}
const STARTED = { previousStage: 'initiated', newStage: 'in_progress' }
const words = (event: Pick<SyncEvent, 'eventType' | 'data'>) =>
  eventWords({ ...envelope, ...event } as SyncEvent, 'MYR', t, makeFormat('en-MY'))

const statusUpdate = (newStatus: 'pending' | 'ready', changed: string[]) =>
  words({ eventType: 'status_update', data: { previousStatus: 'pending', newStatus, changed, order } })

test('says what was changed as a sentence', () => {
  expect(statusUpdate('ready', ['overallStatus'])).toBe('Ready to collect')
  expect(statusUpdate('pending', ['staffNotes'])).toBe('Staff note changed')
  expect(statusUpdate('pending', ['vehicle', 'customer'])).toBe('Customer changed · Vehicle changed')
  expect(statusUpdate('pending', ['something newer'])).toBe('Details changed')
})

test('names what changed, where the events around it tell how it was', () => {
  const at = (version: number, change: Partial<Order>, data: object = {}, eventType = 'status_update'): SyncEvent =>
    ({
      ...envelope,
      id: `event_epoch001_${version}`,
      orderID: order.orderID,
      eventType,
      data: { previousStatus: 'pending', newStatus: 'pending', ...data, order: { ...order, ...change, version } },
    }) as SyncEvent
  const line = (name: string, ...options: string[]) => ({
    serviceId: 'a',
    name,
    price: 1,
    minutes: 1,
    options: options.map((option) => ({ optionId: 'o', name: option, price: 1 })),
  })
  const car = { plate: 'WXY 1', type: 'sedan', make: null, colour: null } as const
  const first = at(1, { vehicle: car, services: [line('Wash')], totalAmount: 1_500, customer: null })
  const changed = { vehicle: { ...car, plate: 'WXY 2' }, services: [line('Wash', 'Shine'), line('Wax')] }
  const second = at(2, changed, { changed: ['vehicle', 'services'] })
  const money = { previousStatus: 'pending', newStatus: 'pending', amount: 9_500 }
  const price = at(2, { ...changed, totalAmount: 9_500 }, money, 'payment_update')
  const events = [price, second, first]
  const told = (event: SyncEvent) =>
    eventWords(event, 'MYR', t, makeFormat('en-MY'), orderBefore(event, events)).replaceAll('\u00a0', ' ')
  expect(told(second)).toBe('WXY 1 → WXY 2 · + Wash: Shine, + Wax')
  expect(told(price)).toBe('Price RM 15.00 → RM 95.00')
  // What has one name in the reader's language, and two at the site, is two things.
  const { t: chinese } = makeTranslator('zh', [], { Wash: { zh: '洗车' }, Basic: { zh: '洗车' } })
  const swapped = at(2, { vehicle: car, services: [line('Basic')] }, { changed: ['services'] })
  expect(eventWords(swapped, 'MYR', chinese, makeFormat('zh'), orderBefore(swapped, events))).toBe('− 洗车, + 洗车')
  // A car that stood in a queue was shown as one that waits.
  const taken = at(1, { stage: 'initiated', queue: 'regular' })
  const washed = at(2, { stage: 'in_progress', queue: null }, STARTED, 'stage_change')
  const startedAfter = (first: SyncEvent) =>
    eventWords(washed, 'MYR', t, makeFormat('en-MY'), orderBefore(washed, [washed, first]))
  expect(startedAfter(taken)).toBe('Waiting → Washing')
  expect(startedAfter(at(1, { stage: 'initiated', queue: null }))).toBe('Booked → Washing')
  expect(eventWords(washed, 'MYR', t, makeFormat('en-MY'))).toBe('Waiting → Washing')
  // Without what came before, it says what it can.
  expect(eventWords(second, 'MYR', t, makeFormat('en-MY'))).toBe('Vehicle changed · Services changed')
  expect(orderBefore(at(5, {}), events)).toBeUndefined()
})

test('says what came in or went back, and not how the order stands after it', () => {
  const paid = (previousPaidAmount: number, paidAmount: number, change: Partial<Order> = {}) =>
    words({
      eventType: 'payment_update',
      data: {
        previousStatus: 'pending',
        newStatus: paidAmount < 3500 ? 'pending' : 'cash',
        amount: 3500,
        previousPaidAmount,
        order: { ...order, totalAmount: 3500, paidAmount, ...change },
      },
    }).replaceAll('\u00a0', ' ')
  const payment = (amount: number, method: 'cash' | 'card' | null) => ({
    paymentId: '11111111-1111-4111-8111-111111111111',
    at: '2026-01-15T10:00:00.000Z',
    method,
    amount,
    change: 0,
    by: null,
  })
  const [card, cash] = [payment(1000, 'card'), payment(2500, 'cash')]
  expect(paid(0, 1000, { payments: [card] })).toBe('RM 10.00 taken by card · Still to pay: RM 25.00')
  expect(paid(1000, 3500, { payments: [card, cash] })).toBe('RM 25.00 taken in cash')
  expect(paid(3500, 2500, { payments: [card, cash, payment(-1000, 'card')] })).toBe('RM 10.00 given back')
  // Where the reader is not told how it was paid, or no money moved, it says how the order stands.
  expect(paid(1000, 3500, { payments: undefined })).toBe('Paid in cash, RM 35.00')
  expect(paid(0, 0, { payments: [] })).toBe('Unpaid, RM 35.00')
})

test('what one tap did is not said twice, and nothing else is left out', () => {
  let seq = 0
  const event = (eventType: string, data: object, commandId?: string) =>
    ({ ...envelope, id: `event_epoch001_${++seq}`, orderID: order.orderID, eventType, data, commandId }) as SyncEvent
  const status = (from: string, to: string, changed: string[]) => ({
    previousStatus: from,
    newStatus: to,
    changed,
    order,
  })
  const bay = sampleBay('bay-1')
  const events = [
    event('stage_change', { previousStage: 'open', newStage: 'in_progress', order }, 'a'),
    event('status_update', status('pending', 'in_progress', ['overallStatus', 'queue', 'bayId']), 'a'),
    event('queue_update', { bay, paths: ['orderID'] }, 'b'),
    event('status_update', status('in_progress', 'in_progress', ['bayId']), 'b'),
    event('status_update', status('in_progress', 'ready', ['overallStatus']), 'c'),
    event('stage_change', { previousStage: 'in_progress', newStage: 'billed', order }, 'c'),
    event('status_update', status('ready', 'ready', ['bayId'])),
    event('status_update', status('ready', 'cancelled', ['overallStatus', 'services']), 'd'),
    event('stage_change', { previousStage: 'billed', newStage: 'cancelled', order }, 'd'),
  ]
  const kept = withoutEchoes(events).map(({ id }) => events.findIndex((each) => each.id === id))
  expect(kept).toEqual([0, 2, 4, 5, 6, 7, 8])
})

test('says how far the wash is as a sentence', () => {
  const step = { stepId: 'basic.rinse', minutes: 5, startedAt: null, finishedAt: null, skipReason: null }
  const at = (status: Job['status'], first: Job['steps'][number]['status']) => {
    const steps = [
      { ...step, name: 'Rinse', status: first },
      { ...step, stepId: 'basic.dry', name: 'Dry', status: 'pending' as const },
    ]
    const job = { ...sampleJob('11111111-1111-4111-8111-111111111111'), status, steps }
    return words({ eventType: 'job_progress_update', data: { bayId: 'bay-1', job } })
  }
  expect(at('in_progress', 'in_progress')).toBe('Rinse began')
  expect(at('in_progress', 'completed')).toBe('Rinse done')
  expect(at('in_progress', 'skipped')).toBe('Rinse skipped')
  expect(at('in_progress', 'pending')).toBe('Job began')
  expect(at('paused', 'in_progress')).toBe('Job paused')
})

test('says where the car went as a sentence, and by its bays’ names', () => {
  const told = (change: Partial<Bay>, paths?: string[]) =>
    words({ eventType: 'queue_update', data: { bay: { ...sampleBay('bay-2'), name: 'Bay 2', ...change }, paths } })
  const orderID = 'AX-20260115-0001'
  expect(told({ orderID, status: 'occupied' }, ['status', 'orderID', 'jobId'])).toBe('Into Bay 2')
  expect(told({ orderID: null, status: 'cleaning' }, ['status', 'orderID', 'jobId'])).toBe('Out of Bay 2')
  expect(told({ status: 'cleaning' }, ['status'])).toBe('Bay 2: Cleaning')
  expect(told({}, ['name'])).toBe('Bay changed')
  expect(told({})).toBe('Bay changed')
  const job = { ...sampleJob('11111111-1111-4111-8111-111111111111'), bayId: 'bay-2', fromBay: 'bay-1' }
  const moved = { bayId: 'bay-2', job, paths: ['bayId', 'fromBay'] }
  expect(words({ eventType: 'job_progress_update', data: moved })).toBe('Job goes on in another bay')
  expect(statusUpdate('pending', ['bayId'])).toBe('Bay changed')
})

test('names who did it, and nobody by number', () => {
  expect(actorWords('user:7', { 'user:7': 'Siti' }, t)).toBe('Siti')
  expect(actorWords('user:8', { 'user:7': 'Siti' }, t)).toBe('a member of staff')
  expect(actorWords('station:bay-2', {}, t)).toBe('bay-2')
})
