import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DOCUMENT_KINDS, type DocumentKind, visiblePaths } from '@/cms/access/visible-fields'
import { syncEventSchema } from '@/lib/domain'
import { snapshotSchema } from '@/lib/sync/car-wash/wire'
import { keyHolder } from '../../support/keys'
import {
  command,
  fill,
  hiddenMarks,
  MARKS,
  openSite,
  pathsOf,
  READERS,
  type Reader,
  read,
  site,
} from '../../support/marked-site'
import { openSse } from '../../support/sse-client'

/**
 * A site in which every field holds something that is found again, read over every channel as every audience: exactly the
 * fields of the table arrive, and nothing that is hidden stands anywhere in the bytes.
 */

const CHANNELS = ['live', 'catch-up', 'page', 'snapshot'] as const

/** What each reader got over each channel, as it came. */
const raw: Record<string, string> = {}

beforeAll(async () => {
  const customer = await openSite()
  const here = async (reader: Reader) =>
    (await read('/api/v1/sync/events', site.headers[reader])).json().lastEventId as string
  const readers = await Promise.all(
    READERS.map(async (reader) => {
      const start = await here(reader)
      const stream = await openSse(`${site.server.url}/api/v1/sync/events?lastEventId=${start}`, site.headers[reader])
      await stream.wait(({ data }) => data?.eventType === 'connected')
      return { reader, start, stream }
    }),
  )
  await fill(customer)
  for (const { reader, start, stream } of readers) {
    const end = await here(reader)
    await stream.wait(({ id }) => id === end, 20_000)
    raw[`live ${reader}`] = JSON.stringify(stream.frames)
    stream.close()
    const again = await openSse(`${site.server.url}/api/v1/sync/events?lastEventId=${start}`, site.headers[reader])
    await again.wait(({ id }) => id === end, 20_000)
    raw[`catch-up ${reader}`] = JSON.stringify(again.frames)
    again.close()
    const page = await read(`/api/v1/sync/events?limit=500&lastEventId=${start}`, site.headers[reader])
    raw[`page ${reader}`] = page.body.toString()
    const filtered = await read(`/api/v1/sync/events?limit=500&bayId=bay-2&lastEventId=${start}`, site.headers[reader])
    raw[`filtered ${reader}`] = filtered.body.toString()
    raw[`snapshot ${reader}`] = (await read('/api/v1/sync/snapshot', site.headers[reader])).body.toString()
  }
}, 120_000)
afterAll(() => site.server?.stop())

type Documents = Record<DocumentKind, object[]>

/** The documents in what came over a channel. */
function documentsIn(channel: (typeof CHANNELS)[number], text: string): Documents {
  const came = JSON.parse(text)
  if (channel === 'snapshot') {
    const { orders, queues, bays, jobs, concerns, shifts } = came
    return { order: orders, queue: queues, bay: bays, job: jobs, concern: concerns, shift: shifts }
  }
  const data = eventsIn(channel, text).map((event) => event.data as Record<string, object>)
  const of = (kind: DocumentKind) => data.flatMap((each) => each[kind] ?? [])
  return {
    order: of('order'),
    queue: of('queue'),
    bay: of('bay'),
    job: of('job'),
    concern: of('concern'),
    shift: of('shift'),
  }
}

interface Event {
  readonly eventType: string
  readonly orderID?: string
  readonly commandId?: string
  readonly data: Record<string, unknown>
}
function eventsIn(channel: Exclude<(typeof CHANNELS)[number], 'snapshot'>, text: string): Event[] {
  const came = JSON.parse(text)
  if (channel === 'page') return came.events
  return came.flatMap(({ id, data }: { id: string | null; data: Event | null }) => (id && data ? [data] : []))
}

describe.each(READERS)('%s', (reader: Reader) => {
  test.each(CHANNELS)('gets the fields of the table and no others: %s', (channel) => {
    const text = raw[`${channel} ${reader}`] as string
    const came = documentsIn(channel, text)
    for (const kind of DOCUMENT_KINDS) {
      const paths = new Set(came[kind].flatMap((document) => pathsOf(document)))
      // What an order was handed for nothing: an absent customer has no parts.
      for (const whole of ['vehicle', 'customer']) paths.delete(whole)
      expect([kind, [...paths].sort()]).toEqual([kind, [...visiblePaths(reader, kind)].sort()])
    }
    for (const mark of hiddenMarks(reader)) expect(text.includes(mark) && mark).toBe(false)
  })

  test('can read all of it by the protocol', () => {
    expect(snapshotSchema.safeParse(JSON.parse(raw[`snapshot ${reader}`] as string)).error).toBeUndefined()
    const events = eventsIn('page', raw[`page ${reader}`] as string)
    for (const event of events)
      expect([event.eventType, syncEventSchema.safeParse(event).error]).toEqual([event.eventType, undefined])
    expect(eventsIn('live', raw[`live ${reader}`] as string)).toEqual(events)
    expect(eventsIn('catch-up', raw[`catch-up ${reader}`] as string)).toEqual(events)
    expect(events.some(({ eventType, orderID }) => eventType === 'order_deleted' && orderID === site.deleted)).toBe(
      true,
    )
  })

  test('learns which command made an event where it may know, and an edit in the panel was made by none', () => {
    const may = visiblePaths(reader, 'event').includes('commandId')
    const page = eventsIn('page', raw[`page ${reader}`] as string)
    // A bay's events are none of a customer's to ask for.
    const filtered = reader === 'customer' ? [] : eventsIn('page', raw[`filtered ${reader}`] as string)
    const live = eventsIn('live', raw[`live ${reader}`] as string)
    for (const [name, events] of Object.entries({ page, filtered, live })) {
      const named = events.filter(({ commandId }) => commandId === MARKS['event.commandId'])
      expect([name, named.map(({ eventType }) => eventType)]).toEqual([name, may ? ['queue_update'] : []])
      if (!may) expect([name, events.filter(({ commandId }) => commandId)]).toEqual([name, []])
    }
    expect(page.find(({ eventType }) => eventType === 'order_deleted')?.commandId).toBeUndefined()
  })

  test('hears of what it may see changing, and of nothing else', () => {
    const events = eventsIn('page', raw[`page ${reader}`] as string)
    const sees = (kind: DocumentKind, path: string) => visiblePaths(reader, kind).includes(path)
    const types = new Set(events.map(({ eventType }) => eventType))
    expect(types.has('payment_update')).toBe(sees('order', 'paymentStatus'))
    expect(types.has('whatsapp_connected')).toBe(sees('order', 'whatsappLinked'))
    expect(types.has('qr_generated')).toBe(sees('order', 'qrCodeGenerated'))
    expect(types.has('queue_update')).toBe(sees('queue', 'queueId'))
    for (const { data } of events) {
      const { changed = [], paths = [] } = data as { changed?: string[]; paths?: string[] }
      const kind = DOCUMENT_KINDS.find((known) => data[known]) as DocumentKind
      for (const path of paths) expect(visiblePaths(reader, kind)).toContain(path)
      for (const field of changed) expect(visiblePaths(reader, kind).some((path) => path.startsWith(field))).toBe(true)
      const told = Object.keys(data).filter((name) => !['changed', 'paths', ...DOCUMENT_KINDS].includes(name))
      if (!sees('order', 'overallStatus')) expect(told).not.toContain('previousStatus')
      if (!sees('order', 'totalAmount')) expect(told).not.toContain('amount')
    }
    // Versions never go back, however many changes were not told.
    const last = new Map<string, number>()
    for (const { data } of events) {
      const known = data.order as { orderID: string; version: number } | undefined
      if (!known) continue
      expect(known.version).toBeGreaterThanOrEqual(last.get(known.orderID) ?? 0)
      last.set(known.orderID, known.version)
    }
  })

  test('gets the same in the answer to a command, and when it is asked again', async () => {
    const { orderID } = site.order
    const stale = { expect: { version: 1 } }
    const asked = {
      customer: () => command(site.headers.customer, 'order.cancel', { orderID }, stale),
      board: () => command(site.headers.board, 'order.cancel', { orderID }, stale),
      bay: () => command(site.headers.bay, 'bay.assign', { bayId: 'bay-3', orderID }),
      cashier: () => command(site.headers.cashier, 'order.setStatus', { orderID, overallStatus: 'ready' }, stale),
      staff: () => command(site.headers.staff, 'order.setStatus', { orderID, overallStatus: 'ready' }, stale),
    }[reader]
    const { result, answer, repeat } = await asked()
    expect(result.status).toBe('rejected')
    const again = await repeat()
    const { first } = again.json().results[0]
    for (const { current } of [result, first]) {
      if (reader === 'board') expect(current).toBeNull()
      else expect([...new Set(pathsOf(current.order))].sort()).toEqual([...visiblePaths(reader, 'order')].sort())
    }
    for (const body of [answer.body, again.body]) {
      for (const mark of hiddenMarks(reader)) expect(body.includes(mark) && mark).toBe(false)
    }
  })
})

test('a station that becomes another kind of reader begins anew: what it kept lacks fields, or has too many', async () => {
  const { id, headers: who } = await keyHolder(site.server, 'stations', { name: 're-paired', role: 'board' })
  for (const role of ['cashier', 'bay', 'board']) {
    const { lastEventId, head } = (await read('/api/v1/sync/events', who)).json()
    expect((await read(`/api/v1/sync/events?lastEventId=${lastEventId}`, who)).json().reset).toBeNull()
    await site.server.rest('PATCH', `/api/stations/${id}`, { role, bay: role === 'bay' ? 'bay-1' : null })
    const after = (await read(`/api/v1/sync/events?lastEventId=${lastEventId}`, who)).json()
    expect(after).toMatchObject({ reset: 'epoch_changed', events: [] })
    const { epoch, lastEventId: taken } = (await read('/api/v1/sync/snapshot', who)).json()
    expect(taken).toBe(`event_${epoch}_${head}`)
    expect((await read(`/api/v1/sync/events?lastEventId=${taken}`, who)).json().reset).toBeNull()
  }
})
