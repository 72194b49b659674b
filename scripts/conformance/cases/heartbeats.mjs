import assert from 'node:assert/strict'
import { seqOf } from '../wire.mjs'

/** A stream with two heartbeats, after something that it does not show. */
const beats = ({ wire, site, shared }) =>
  shared('beats', async () => {
    const stream = await wire.stream('orderID=NO-SUCH-ORDER')
    const { heartbeatInterval } = (await stream.connected()).data.data
    const { seq } = await site.note((await site.order()).orderID)
    const since = ({ event, data }) => event === 'heartbeat' && data.data.head >= seq
    const two = () => stream.frames.filter(since).length >= 2
    await stream.wait(two, heartbeatInterval * 5 + 5_000)
    stream.close()
    return { seq, stream, beats: stream.frames.filter(({ event }) => event === 'heartbeat') }
  })

/** @type {import('../run.mjs').Case[]} */
export const heartbeats = [
  [
    'hearts beat on a stream that shows nothing',
    async (context) => assert.ok((await beats(context)).beats.length >= 2),
  ],
  [
    'a heartbeat has no id',
    async (context) => {
      for (const { id } of (await beats(context)).beats) assert.equal(id, null)
    },
  ],
  [
    'a heartbeat says when, and counts connections',
    async (context) => {
      for (const { data } of (await beats(context)).beats) {
        assert.match(data.data.timestamp, /^\d{4}-.*Z$/)
        assert.ok(data.data.activeConnections >= 1)
      }
    },
  ],
  [
    'a heartbeat tells the head, which does not go back',
    async (context) => {
      const heads = (await beats(context)).beats.map(({ data }) => data.data.head)
      assert.deepEqual(
        heads,
        [...heads].sort((a, b) => a - b),
      )
    },
  ],
  [
    'a heartbeat knows of what was written before it',
    async (context) => {
      const found = await beats(context)
      assert.ok(found.beats.at(-1).data.data.head >= found.seq)
    },
  ],
  [
    'the cursor of who is shown nothing has moved by then',
    async (context) => {
      const { seq, stream } = await beats(context)
      assert.ok(stream.frames.some(({ id, data }) => data === null && seqOf(id) >= seq))
    },
  ],
]
