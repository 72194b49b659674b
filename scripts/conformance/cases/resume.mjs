import assert from 'node:assert/strict'
import { after } from '../site.mjs'
import { seqOf } from '../wire.mjs'

const EVENTS = 7
const passage = ({ site, shared }) => shared('passage', () => site.passage(EVENTS))
const idsOf = (list) => list.map(({ id }) => id)

/** Reads a stream until the passage's end, and what of it came. */
async function resumed(context, query, headers) {
  const { events } = await passage(context)
  const end = seqOf(events.at(-1).id)
  const stream = await context.wire.stream(query, { Accept: 'text/event-stream', ...headers })
  try {
    await stream.connected()
    await stream.reaches(end)
    return idsOf(stream.events).filter((id) => seqOf(id) <= end)
  } finally {
    stream.close()
  }
}

const cuts = Array.from({ length: EVENTS }, (_, at) => at)

/** @type {import('../run.mjs').Case[]} */
export const resume = [
  ...cuts.map((cut) => [
    `a stream goes on after event ${cut} of ${EVENTS}, by its parameter`,
    async (context) => {
      const { before, events } = await passage(context)
      assert.deepEqual(await resumed(context, `lastEventId=${after(before.id, cut)}`), idsOf(events.slice(cut)))
    },
  ]),
  ...cuts.map((cut) => [
    `a stream goes on after event ${cut} of ${EVENTS}, by its header`,
    async (context) => {
      const { before, events } = await passage(context)
      const found = await resumed(context, '', { 'Last-Event-ID': after(before.id, cut) })
      assert.deepEqual(found, idsOf(events.slice(cut)))
    },
  ]),
  ...cuts.map((cut) => [
    `a page goes on after event ${cut} of ${EVENTS}`,
    async (context) => {
      const { wire } = context
      const { before, events } = await passage(context)
      const page = await wire.page(`lastEventId=${after(before.id, cut)}&limit=${EVENTS - cut}`)
      assert.deepEqual(idsOf(page.events), idsOf(events.slice(cut, EVENTS)))
    },
  ]),
  ...[1, 2, 3, 5].map((limit) => [
    `pages of ${limit} are the same log`,
    async (context) => {
      const { wire } = context
      const { before, events } = await passage(context)
      const found = []
      let page = { lastEventId: before.id, hasMore: true }
      while (found.length < EVENTS && page.hasMore) {
        page = await wire.page(`lastEventId=${page.lastEventId}&limit=${limit}`)
        assert.ok(page.events.length <= limit)
        found.push(...idsOf(page.events))
      }
      assert.deepEqual(found.slice(0, EVENTS), idsOf(events).slice(0, EVENTS))
    },
  ]),
  [
    'the header wins over the parameter',
    async (context) => {
      const { before, events } = await passage(context)
      const found = await resumed(context, `lastEventId=${before.id}`, { 'Last-Event-ID': after(before.id, 4) })
      assert.deepEqual(found, idsOf(events.slice(4)))
    },
  ],
  [
    'an empty cursor is none',
    async ({ wire, site }) => {
      const { head } = await site.head()
      const page = await wire.page('lastEventId=')
      assert.deepEqual(page.events, [])
      assert.ok(page.head >= head)
    },
  ],
  [
    'without a cursor a page is empty and stands at the head',
    async ({ wire }) => {
      const page = await wire.page()
      assert.deepEqual([page.events, page.hasMore, page.reset], [[], false, null])
    },
  ],
  [
    'without a cursor a stream begins with what happens next',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const stream = await wire.stream()
      const { head } = (await stream.connected()).data.data
      const { seq } = await site.note(orderID)
      await stream.reaches(seq)
      stream.close()
      assert.equal(seqOf(stream.events[0].id), head + 1)
    },
  ],
  [
    'a cursor at the head waits for what happens next',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const { id, head } = await site.head()
      const stream = await wire.stream(`lastEventId=${id}`)
      await stream.connected()
      const { seq } = await site.note(orderID)
      await stream.reaches(seq)
      stream.close()
      assert.equal(seqOf(stream.events[0].id), head + 1)
    },
  ],
  [
    'a stream opened again after every event misses none and doubles none',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const found = []
      let cursor = before.id
      let seq = 0
      for (let turn = 0; turn < 5; turn += 1) {
        const stream = await wire.stream(`lastEventId=${cursor}`)
        await stream.connected()
        seq = (await site.note(orderID)).seq
        await stream.reaches(seq)
        stream.close()
        found.push(...idsOf(stream.events))
        cursor = found.at(-1)
      }
      const expected = await site.between(before.id, { head: seqOf(cursor) })
      assert.deepEqual(found, idsOf(expected))
    },
  ],
  [
    'streams opened while events are written have no seam',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const before = await site.head()
      const writing = (async () => {
        let last = 0
        for (let made = 0; made < 12; made += 1) last = (await site.note(orderID)).seq
        return last
      })()
      const streams = []
      for (let opened = 0; opened < 4; opened += 1) {
        const stream = await wire.stream(`lastEventId=${before.id}`)
        await stream.connected()
        streams.push(stream)
      }
      const last = await writing
      const expected = idsOf(await site.between(before.id, { head: last }))
      for (const stream of streams) {
        await stream.reaches(last)
        stream.close()
        assert.deepEqual(
          idsOf(stream.events).filter((id) => seqOf(id) <= last),
          expected,
        )
      }
    },
  ],
  [
    'a page that follows an answer has what was answered',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const { id } = await site.head()
      const { seq } = await site.note(orderID)
      assert.ok((await site.between(id, { head: seq })).some((event) => event.orderID === orderID))
      assert.ok((await wire.page()).head >= seq)
    },
  ],
  [
    'nothing new is answered 304 by the tag of the page',
    async ({ wire, site }) => {
      for (let tries = 0; tries < 20; tries += 1) {
        const { id } = await site.head()
        const first = await wire.get(`events?lastEventId=${id}`)
        const again = await wire.get(`events?lastEventId=${id}`, { 'If-None-Match': String(first.headers.etag) })
        if (again.status === 304) return assert.equal(again.body.length, 0)
      }
      assert.fail('never 304')
    },
  ],
]
