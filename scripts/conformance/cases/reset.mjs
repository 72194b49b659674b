import assert from 'node:assert/strict'
import { idOf, seqOf } from '../wire.mjs'

/**
 * A reader whose word makes nobody begin anew: a server may believe a desk that its log went back, and give it a new epoch.
 */
const reader = ({ wire, shared }) =>
  shared('reader', async () => wire.as(`Bearer ${(await wire.post('token', {})).json().token}`))

const resets = (name, reason, cursorOf) => [
  [
    `a stream after ${name} is reset: ${reason}`,
    async (context) => {
      const who = await reader(context)
      const head = await who.page()
      const stream = await who.stream(`lastEventId=${cursorOf(head)}`)
      await stream.connected()
      const frame = await stream.wait(({ event }) => event === 'reset')
      stream.close()
      assert.equal(frame.id, null)
      assert.equal(frame.data.data.reason, reason)
      assert.equal(frame.data.data.epoch, head.epoch)
      assert.ok(frame.data.data.head >= head.head)
    },
  ],
  [
    `a page after ${name} is reset: ${reason}`,
    async (context) => {
      const who = await reader(context)
      const page = await who.page(`lastEventId=${cursorOf(await who.page())}`)
      assert.deepEqual([page.reset, page.events, page.hasMore], [reason, [], false])
      assert.equal(page.lastEventId, idOf(page.epoch, page.head))
    },
  ],
]

/** @type {import('../run.mjs').Case[]} */
export const reset = [
  ...resets('the cursor of another log', 'epoch_changed', () => 'event_zzzzconformance_1'),
  ...resets('the beginning of another log', 'epoch_changed', () => 'event_zzzzconformance_0'),
  ...resets('a cursor beyond the head', 'ahead', ({ epoch, head }) => idOf(epoch, head + 1_000_000)),
  [
    'a stream that was reset goes on with what happens',
    async (context) => {
      const { site } = context
      const who = await reader(context)
      const { orderID } = await site.order()
      const stream = await who.stream('lastEventId=event_zzzzconformance_7')
      await stream.wait(({ event }) => event === 'reset')
      const { seq } = await site.note(orderID)
      await stream.wait(({ data }) => data?.orderID === orderID && seqOf(data.id) === seq)
      stream.close()
    },
  ],
  [
    'a reset page is never taken from a cache',
    async (context) => {
      const who = await reader(context)
      const first = await who.get('events?lastEventId=event_zzzzconformance_1')
      const again = await who.get('events?lastEventId=event_zzzzconformance_1', {
        'If-None-Match': String(first.headers.etag),
      })
      assert.equal(again.status, 200)
    },
  ],
  [
    'the snapshot after a reset goes on in the log as it is',
    async (context) => {
      const who = await reader(context)
      const snapshot = (await who.get('snapshot')).json()
      const page = await who.page(`lastEventId=${snapshot.lastEventId}`)
      assert.equal(page.reset, null)
    },
  ],
]
