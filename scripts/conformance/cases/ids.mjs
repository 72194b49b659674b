import assert from 'node:assert/strict'
import { epochOf, idOf, seqOf } from '../wire.mjs'

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Events of one order, as a stream and as a page had them. */
const seen = ({ wire, site, shared }) =>
  shared('seen', async () => {
    const stream = await wire.stream()
    await stream.connected()
    const passage = await site.passage(6)
    await stream.reaches(seqOf(passage.events.at(-1).id))
    stream.close()
    const first = seqOf(passage.events[0].id)
    const last = seqOf(passage.events.at(-1).id)
    const streamed = stream.events.filter(({ id }) => seqOf(id) >= first && seqOf(id) <= last)
    return {
      ...passage,
      stream,
      streamed: streamed.map(({ data }) => data),
      mine: passage.events.filter(({ orderID }) => orderID === passage.orderID),
    }
  })

/** @type {import('../run.mjs').Case[]} */
export const ids = [
  [
    'an id is `event_EPOCH_SEQ`',
    async (context) => {
      for (const { id } of (await seen(context)).events) assert.ok(seqOf(id) > 0, id)
    },
  ],
  [
    'the epoch of ids is that of `connected`',
    async (context) => {
      const { events, stream } = await seen(context)
      const { epoch } = stream.frames[0].data.data
      for (const { id } of events) assert.equal(epochOf(id), epoch)
    },
  ],
  [
    'numbers rise by one, without gaps',
    async (context) => {
      const numbers = (await seen(context)).events.map(({ id }) => seqOf(id))
      assert.deepEqual(
        numbers,
        numbers.map((_, at) => numbers[0] + at),
      )
    },
  ],
  [
    'a stream brings what a page brings, word for word',
    async (context) => {
      const { events, streamed } = await seen(context)
      assert.deepEqual(streamed, events)
    },
  ],
  [
    'the page ends at its last event',
    async (context) => {
      const { wire } = context
      const { before, events } = await seen(context)
      const page = await wire.page(`lastEventId=${before.id}&limit=3`)
      assert.equal(page.lastEventId, events[2].id)
    },
  ],
  [
    'the head of a page is not before its events',
    async (context) => {
      const page = await context.wire.page(`lastEventId=${(await seen(context)).before.id}`)
      assert.ok(page.head >= seqOf(page.lastEventId))
    },
  ],
  [
    'a page says its epoch',
    async (context) => assert.equal((await context.wire.page()).epoch, (await seen(context)).before.epoch),
  ],
  [
    'a cursor without events is the head',
    async ({ wire }) => {
      const page = await wire.page()
      assert.equal(page.lastEventId, idOf(page.epoch, page.head))
    },
  ],
  [
    'events name their site',
    async (context) => assert.equal(new Set((await seen(context)).events.map(({ tenantId }) => tenantId)).size, 1),
  ],
  ['events name their order', async (context) => assert.ok((await seen(context)).mine.length >= 6)],
  [
    'events name who did it',
    async (context) => {
      for (const { actor } of (await seen(context)).mine) assert.match(actor, /^(?:user|station):./)
    },
  ],
  [
    'events say when, in UTC',
    async (context) => {
      for (const { timestamp } of (await seen(context)).events) assert.match(timestamp, INSTANT)
    },
  ],
  [
    'times do not go back',
    async (context) => {
      const times = (await seen(context)).events.map(({ timestamp }) => Date.parse(timestamp))
      assert.deepEqual(
        times,
        [...times].sort((a, b) => a - b),
      )
    },
  ],
  [
    'the version of a document grows',
    async (context) => {
      const versions = (await seen(context)).mine.map(({ data }) => data.order.version)
      assert.deepEqual(
        versions,
        [...new Set(versions)].sort((a, b) => a - b),
      )
    },
  ],
  [
    'an event carries the whole document',
    async (context) => {
      const { wire } = context
      const { mine, orderID } = await seen(context)
      const { orders } = (await wire.get('snapshot')).json()
      assert.deepEqual(
        mine.at(-1).data.order,
        orders.find((order) => order.orderID === orderID),
      )
    },
  ],
  [
    'an event says which parts changed',
    async (context) => assert.deepEqual((await seen(context)).mine.at(-1).data.changed, ['customerNotes']),
  ],
]
