import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { cursorFrame, Frame, ownStreamFrame, streamFrame } from '@/cms/sync/hub/frame'
import { crc32, GZIP_HEADER, gzipTrailer } from '@/cms/sync/hub/gzip'
import { LoggedEvent } from '@/cms/sync/hub/logged-event'
import { reduceDocument } from '@/cms/sync/hub/redact'
import { syncEventSchema } from '@/lib/domain/events'
import { sampleOrder } from '../../support/sample-documents'

const order = sampleOrder('A-1', { staffNotes: 'SECRET' })
const logged = (eventType: 'stage_change' | 'status_update' | 'queue_update', data: object) =>
  new LoggedEvent('k3f9', 'main', {
    seq: 7,
    eventType,
    orderID: order.orderID,
    actor: 'user:3',
    at: '2026-01-15T10:30:00.000Z',
    body: JSON.stringify(data),
  })

describe('an event as it is written', () => {
  const event = logged('stage_change', { previousStage: 'open', newStage: 'in_progress', order })

  it('is whole for staff, under either name', () => {
    expect(syncEventSchema.parse(JSON.parse(event.json('staff', 'stage_change') as string))).toMatchObject({
      id: 'event_k3f9_7',
      actor: 'user:3',
      data: { order: { staffNotes: 'SECRET' } },
    })
    expect(JSON.parse(event.json('staff', 'order_stage_change') as string).eventType).toBe('order_stage_change')
    expect(event.frame('staff', 'order_stage_change')?.plain.toString()).toMatch(
      /^event: order_stage_change\nid: event_k3f9_7\ndata: \{.*\}\n\n$/,
    )
  })

  it('is made once for all who read it in the same form', () => {
    expect(event.frame('staff', 'stage_change')).toBe(event.frame('staff', 'stage_change'))
  })

  it('keeps what is for staff from customers', () => {
    const json = event.json('customer', 'stage_change') as string
    expect(json).not.toMatch(/SECRET|staffNotes|user:3/)
    expect(syncEventSchema.safeParse(JSON.parse(json)).error).toBeUndefined()
  })

  it('is nothing to a customer when nothing of it is theirs', () => {
    const data = { previousStatus: 'pending', newStatus: 'pending', changed: ['staffNotes'], order }
    expect(logged('status_update', data).frame('customer', 'stage_change')).toBeNull()
    const both = { ...data, changed: ['staffNotes', 'queue'], paths: ['staffNotes', 'queue'] }
    expect(logged('status_update', both).json('customer', 'stage_change')).toContain(
      '"changed":["queue"],"paths":["queue"]',
    )
    expect(logged('queue_update', { queue: {} }).json('customer', 'stage_change')).toBeNull()
    expect(reduceDocument('customer', 'order', order)).not.toHaveProperty('staffNotes')
  })
})

it('frames compressed each on its own make one valid gzip stream, in any order', () => {
  const frames = [
    streamFrame('heartbeat', { head: 1 }, '2026-01-15T10:30:00.000Z'),
    cursorFrame('event_k3f9_7'),
    new Frame('data: {"repeated":"repeated"}\n\n'),
    ownStreamFrame('connected', { head: 7, message: 'Connected' }, '2026-01-15T10:30:00.000Z'),
  ] as const
  const order = [3, 0, 2, 1, 3, 2, 2, 0].map((index) => frames[index] as Frame)
  const plain = Buffer.concat(order.map((frame) => frame.plain))
  let crc = 0
  for (const frame of order) crc = crc32(frame.plain, crc)
  const stream = Buffer.concat([GZIP_HEADER, ...order.map((frame) => frame.gzipped), gzipTrailer(crc, plain.length)])
  expect(gunzipSync(stream)).toEqual(plain)
})
