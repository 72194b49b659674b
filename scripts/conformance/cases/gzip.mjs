import assert from 'node:assert/strict'
import { gunzipSync } from 'node:zlib'
import { seqOf } from '../wire.mjs'

const GZIP = { 'Accept-Encoding': 'gzip' }
const encodings = (name, header, packed) => [
  `a stream for who accepts ${name} is ${packed ? 'packed' : 'plain'}`,
  async ({ wire }) => {
    const stream = await wire.stream('', { Accept: 'text/event-stream', 'Accept-Encoding': header })
    await stream.connected()
    stream.close()
    assert.equal(stream.headers['content-encoding'], packed ? 'gzip' : undefined)
  },
]
const packed = (name, path) => [
  `${name} packed is ${name}`,
  async ({ wire, site }) => {
    await site.order()
    for (let tries = 0; ; tries += 1) {
      const where = await path(site)
      const [plain, small] = [await wire.get(where), await wire.get(where, GZIP)]
      // Something may have happened between the two.
      if (plain.headers.etag !== small.headers.etag && tries < 20) continue
      assert.equal(small.headers['content-encoding'], 'gzip')
      assert.equal(gunzipSync(small.body).toString(), plain.text)
      assert.equal(Number(small.headers['content-length']), small.body.length)
      return
    }
  },
]

/** @type {import('../run.mjs').Case[]} */
export const gzip = [
  encodings('gzip', 'gzip', true),
  encodings('gzip among others', 'br, gzip;q=0.8, *;q=0.1', true),
  encodings('nothing but what it is', 'identity', false),
  encodings('anything but gzip', 'gzip;q=0', false),
  encodings('br alone', 'br', false),
  [
    'a packed stream lets each frame out when it is written',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const stream = await wire.stream('', { Accept: 'text/event-stream', ...GZIP })
      await stream.connected()
      for (let turn = 0; turn < 3; turn += 1) {
        const { seq } = await site.note(orderID)
        await stream.reaches(seq)
      }
      stream.close()
    },
  ],
  [
    'a packed stream brings what a plain one brings',
    async ({ wire, site }) => {
      const { before, events } = await site.passage(4)
      const stream = await wire.stream(`lastEventId=${before.id}`, { Accept: 'text/event-stream', ...GZIP })
      await stream.connected()
      const end = seqOf(events.at(-1).id)
      await stream.reaches(end)
      stream.close()
      assert.deepEqual(
        stream.events.filter(({ id }) => seqOf(id) <= end).map(({ data }) => data),
        events,
      )
    },
  ],
  [
    'packed streams that began at other moments bring what a plain one brings',
    async ({ wire, site }) => {
      const { orderID } = await site.order()
      const { id } = await site.head()
      const open = (headers, query = '') => wire.stream(query, { Accept: 'text/event-stream', ...headers })
      const streams = [await open({}), await open(GZIP)]
      for (const query of [
        '',
        `lastEventId=${id}`,
        `orderID=${orderID}&lastEventId=${id}`,
        'eventTypes=status_update',
      ]) {
        for (let turn = 0; turn < 4; turn += 1) await site.note(orderID)
        streams.push(await open(GZIP, query))
        await streams.at(-1).connected()
      }
      const { head } = await site.head()
      let last = head
      for (let turn = 0; turn < 4; turn += 1) last = (await site.note(orderID)).seq
      const told = []
      for (const stream of streams) {
        await stream.reaches(last)
        const after = stream.events.filter((event) => seqOf(event.id) > head && seqOf(event.id) <= last)
        told.push(after.filter(({ data }) => data.orderID === orderID).map(({ data }) => data))
        stream.close()
      }
      for (const one of told) assert.deepEqual(one, told[0])
      assert.equal(told[0].length, 4)
    },
  ],
  packed('a page', async (site) => `events?lastEventId=${(await site.passage(3)).before.id}`),
  packed('a snapshot', async () => 'snapshot'),
  [
    'a short answer is not packed for nothing',
    async ({ wire }) =>
      assert.equal(
        (await wire.get('events', { 'Accept-Encoding': 'identity' })).headers['content-encoding'],
        undefined,
      ),
  ],
]
