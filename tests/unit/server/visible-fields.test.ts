import fs from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import type { ZodObject, ZodType } from 'zod'
import { AUDIENCES, audienceOf } from '@/cms/access/audiences'
import { ROLES } from '@/cms/access/table'
import { DOCUMENT_KINDS, VISIBLE, visiblePaths } from '@/cms/access/visible-fields'
import { reduceDocument, shownTo } from '@/cms/sync/hub/redact'
import { diffBay, diffConcern, diffJob, diffOrder, diffQueue, diffShift } from '@/cms/sync/log/diff'
import {
  baySchema,
  concernSchema,
  isWholeJob,
  isWholeOrder,
  jobSchema,
  LOG_EVENT_TYPES,
  type LogEventType,
  orderSchema,
  queueSchema,
  STATION_ROLES,
  seenBaySchema,
  seenJobSchema,
  seenOrderSchema,
  seenQueueSchema,
  shiftSchema,
  syncEventSchema,
} from '@/lib/domain'
import {
  sampleBay,
  sampleConcern,
  sampleJob,
  sampleOrder,
  sampleQueue,
  sampleShift,
} from '../../support/sample-documents'

const AT = '2026-01-15T09:30:00.000Z'
const order = sampleOrder('A-1', {
  vehicle: { plate: 'WXY 1234', type: 'sedan', make: 'Proton', colour: 'red' },
  customer: { name: 'Aina', phone: '+60123456789' },
  services: [
    {
      serviceId: 'wash',
      name: 'Wash',
      price: 2500,
      minutes: 20,
      options: [{ optionId: 'wax', name: 'Wax', price: 500 }],
    },
  ],
  staffNotes: 'for staff',
})
const queue = sampleQueue('regular', { entries: [{ orderID: 'A-1', enteredAt: AT }] })
const bay = sampleBay('bay-1')
const job = sampleJob('00000000-0000-4000-8000-000000000001', {
  steps: [
    {
      stepId: 'wash.rinse',
      name: 'Rinse',
      minutes: 5,
      status: 'pending',
      startedAt: null,
      finishedAt: null,
      skipReason: null,
    },
  ],
})
const concern = sampleConcern()
const shift = sampleShift()
const WHOLE = { order, queue, bay, job, concern, shift }
const SEEN = {
  order: seenOrderSchema,
  queue: seenQueueSchema,
  bay: seenBaySchema,
  job: seenJobSchema,
  concern: concernSchema,
  shift: shiftSchema,
}
const FULL = {
  order: orderSchema,
  queue: queueSchema,
  bay: baySchema,
  job: jobSchema,
  concern: concernSchema,
  shift: shiftSchema,
}
/** Whoever follows the log; a service does not. */
const FOLLOWERS = AUDIENCES.filter((audience) => audience !== 'service')

test('every role is one audience, and administrators read as staff do', () => {
  for (const role of [...ROLES, ...STATION_ROLES]) {
    expect(AUDIENCES).toContain(audienceOf({ role }))
  }
  expect(audienceOf({ role: 'admin' })).toBe('staff')
})

describe.each(FOLLOWERS)('what a %s sees', (audience) => {
  it.each(DOCUMENT_KINDS)('of a document is read by the protocol: %s', (kind) => {
    const seen = reduceDocument<object>(audience, kind, WHOLE[kind])
    if (visiblePaths(audience, kind).length === 0) expect(seen).toBeNull()
    else expect(SEEN[kind].safeParse(seen).error).toBeUndefined()
  })

  it('of an order or a job is whole when the screens may count on all of it', () => {
    const seenOrder = seenOrderSchema.safeParse(reduceDocument(audience, 'order', order)).data
    if (seenOrder) expect(isWholeOrder(seenOrder)).toBe(orderSchema.safeParse(seenOrder).success)
    const seenJob = seenJobSchema.safeParse(reduceDocument(audience, 'job', job)).data
    if (seenJob) expect(isWholeJob(seenJob)).toBe(jobSchema.required().safeParse(seenJob).success)
  })

  it('of any change is an event of the protocol, or none', () => {
    const drafts = [
      ...diffOrder(null, order),
      ...diffOrder(order, null),
      ...diffOrder(order, {
        ...order,
        stage: 'billed',
        paidAmount: 100,
        whatsappLinked: true,
        qrCodeGenerated: true,
        overallStatus: 'ready',
        vehicle: { plate: 'WXY 1234', type: 'sedan', make: 'Perodua', colour: 'red' },
      }),
      ...diffQueue(queue, { ...queue, entries: [] }),
      ...diffBay(bay, { ...bay, status: 'cleaning' }),
      ...diffConcern(concern, { ...concern, decision: 'not_needed' }),
      ...diffShift(shift, { ...shift, counted: 20_000 }),
      ...diffJob(job, { ...job, status: 'paused', pausedAt: AT }),
    ]
    expect(new Set(drafts.map(({ eventType }) => eventType))).toEqual(new Set(LOG_EVENT_TYPES))
    for (const { eventType, data } of drafts) {
      const shown = shownTo(audience, { eventType, body: JSON.stringify(data) })
      if (!shown) continue
      const { body, ...rest } = shown
      const event = {
        id: 'event_k3f9_1',
        tenantId: 'main',
        timestamp: AT,
        actor: 'system',
        ...rest,
        data: JSON.parse(body),
      }
      expect([eventType, syncEventSchema.safeParse(event).error]).toEqual([eventType, undefined])
    }
  })
})

describe('a change that is seen in part', () => {
  const told = (audience: 'board' | 'bay' | 'customer' | 'staff', eventType: LogEventType, data: object) => {
    const shown = shownTo(audience, { eventType, body: JSON.stringify(data) })
    return shown && JSON.parse(shown.body)
  }

  it('is not told to who sees none of it', () => {
    const vehicle = { ...order.vehicle, plate: 'WXY 1234', type: 'sedan' as const, make: 'Perodua', colour: null }
    const [draft] = diffOrder(order, { ...order, vehicle, customerNotes: 'please hurry', version: 2 })
    expect(draft?.data).toMatchObject({
      changed: ['vehicle', 'customerNotes'],
      paths: ['vehicle.make', 'vehicle.colour', 'customerNotes'],
    })
    expect(told('board', 'status_update', draft?.data as object)).toBeNull()
    expect(told('bay', 'status_update', draft?.data as object)).toBeNull()
    const [closed] = diffQueue(queue, { ...queue, open: false })
    expect(told('board', 'queue_update', closed?.data as object)).toBeNull()
    expect(told('staff', 'queue_update', closed?.data as object)).toMatchObject({ queue: { open: false } })
  })

  it('is told as a change of what is seen', () => {
    const vehicle = { plate: 'NEW 1', type: 'sedan' as const, make: 'Perodua', colour: 'red' }
    const [draft] = diffOrder(order, { ...order, vehicle, staffNotes: 'x', version: 2 })
    expect(told('board', 'status_update', draft?.data as object)).toEqual({
      changed: ['vehicle'],
      paths: ['vehicle.plate'],
      order: expect.objectContaining({ vehicle: { plate: 'NEW 1' }, version: 2 }),
    })
  })

  it('is told by the names of fields in events of an older server, which had no paths', () => {
    const data = { previousStatus: 'pending', newStatus: 'pending', order }
    expect(told('board', 'status_update', { ...data, changed: ['paidAmount', 'staffNotes'] })).toBeNull()
    expect(told('board', 'status_update', { ...data, changed: ['queue', 'staffNotes'] })).toMatchObject({
      changed: ['queue'],
    })
  })
})

it('the protocol lets that be absent which some follower does not see, and nothing else', () => {
  for (const kind of DOCUMENT_KINDS) {
    const seers = FOLLOWERS.filter((audience) => visiblePaths(audience, kind).length > 0)
    const somebodyMisses = Object.keys(VISIBLE[kind]).filter((path) =>
      seers.some((audience) => !visiblePaths(audience, kind).includes(path)),
    )
    const [whole, seen] = [new Set(optionalIn(FULL[kind])), optionalIn(SEEN[kind])]
    const tops = (paths: readonly string[]) => new Set(paths.map((path) => path.split('.')[0]))
    // An absent object or list takes its parts with it.
    const absent = seen.filter((path) => !whole.has(path))
    for (const path of absent)
      expect([kind, path, tops(somebodyMisses).has(path.split('.')[0])]).toEqual([kind, path, true])
    for (const path of somebodyMisses) {
      // What even a whole document may lack is absent for anybody.
      if (whole.has(path) || whole.has(path.split('.')[0] ?? '')) continue
      expect([kind, path, absent.some((field) => path === field || path.startsWith(`${field}.`))]).toEqual([
        kind,
        path,
        true,
      ])
    }
  }
})

/** Paths of a schema that may be absent, lists and nullable objects taken apart. */
function optionalIn(schema: ZodType, path = ''): string[] {
  const { def } = schema as unknown as { def: { type: string; innerType?: ZodType; element?: ZodType } }
  if (def.type === 'optional') return [path]
  if (def.innerType) return optionalIn(def.innerType, path)
  if (def.element) return optionalIn(def.element, path)
  if (def.type !== 'object') return []
  return Object.entries((schema as ZodObject).shape).flatMap(([field, inner]) =>
    optionalIn(inner as ZodType, path ? `${path}.${field}` : field),
  )
}

test('the document on security prints the table', () => {
  const text = fs.readFileSync('docs/security.md', 'utf8')
  const printed = text.slice(text.indexOf('| field |'), text.indexOf('\n\n', text.indexOf('| field |')))
  expect(printed).toBe(table())
})

/** The table as Markdown. Fields of one document that the same audiences see share a row. */
function table(): string {
  const rows = (Object.keys(VISIBLE) as (keyof typeof VISIBLE)[]).flatMap((kind) => {
    const byReaders = new Map<string, string[]>()
    for (const [path, row] of Object.entries(VISIBLE[kind])) {
      const readers = (row as readonly number[]).map((sees) => (sees ? '●' : ' ')).join(' | ')
      byReaders.set(readers, [...(byReaders.get(readers) ?? []), `\`${path}\``])
    }
    return [...byReaders].map(([readers, paths]) => `| ${kind}: ${paths.join(', ')} | ${readers} |`)
  })
  return [`| field | ${AUDIENCES.join(' | ')} |`, `|---|${':-:|'.repeat(AUDIENCES.length)}`, ...rows].join('\n')
}
