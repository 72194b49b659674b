import assert from 'node:assert/strict'

const stream = ({ wire, shared }) =>
  shared('stream', async () => {
    const opened = await wire.stream()
    await opened.connected()
    return opened
  })

/** Opens a stream for one look at it. */
async function once({ wire }, headers, look) {
  const opened = await wire.stream('', headers)
  try {
    await opened.connected()
    look(opened)
  } finally {
    opened.close()
  }
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const header = (name, pattern) => [
  `a stream's ${name}`,
  async (context) => assert.match(String((await stream(context)).headers[name]), pattern),
]
/** A note that would break frames that are put together carelessly comes back as it was. */
const note = (name, text) => [
  `a note with ${name} comes as it was written, in one frame`,
  async (context) => {
    const { site } = context
    const { orderID } = await site.order()
    const opened = await stream(context)
    const { seq } = await site.note(orderID, text)
    const frame = await opened.wait(({ data }) => data?.orderID === orderID && data.id.endsWith(`_${seq}`))
    assert.equal(frame.data.data.order.customerNotes, text)
    assert.equal(frame.lines.filter((line) => line.startsWith('data: ')).length, 1)
  },
]

/** @type {import('../run.mjs').Case[]} */
export const framing = [
  ['a stream is answered 200', async (context) => assert.equal((await stream(context)).status, 200)],
  header('content-type', /^text\/event-stream; ?charset=utf-8$/i),
  header('cache-control', /no-cache/),
  header('cache-control', /no-transform/),
  header('vary', /Accept/),
  header('vary', /Authorization/),
  header('vary', /Origin/),
  [
    'proxies are told not to buffer',
    async (context) => assert.equal((await stream(context)).headers['x-accel-buffering'], 'no'),
  ],
  [
    'the first frame is `connected`',
    async (context) => assert.equal((await stream(context)).frames[0].event, 'connected'),
  ],
  ['`connected` has no id', async (context) => assert.equal((await stream(context)).frames[0].id, null)],
  [
    '`connected` says its type, its data and when',
    async (context) => {
      const { data } = (await stream(context)).frames[0]
      assert.equal(data.eventType, 'connected')
      assert.match(data.timestamp, INSTANT)
      assert.match(data.data.timestamp, INSTANT)
    },
  ],
  [
    '`connected` names the epoch in 4 to 32 letters and digits',
    async (context) => assert.match((await stream(context)).frames[0].data.data.epoch, /^[a-z0-9]{4,32}$/),
  ],
  [
    '`connected` tells the head',
    async (context) => assert.ok(Number.isSafeInteger((await stream(context)).frames[0].data.data.head)),
  ],
  [
    '`connected` tells how often hearts beat, in milliseconds',
    async (context) => assert.ok((await stream(context)).frames[0].data.data.heartbeatInterval > 0),
  ],
  [
    '`connected` says whether every event comes',
    async (context) => assert.equal(typeof (await stream(context)).frames[0].data.data.gapless, 'boolean'),
  ],
  [
    'each stream has a client id of its own',
    async (context) => {
      const first = (await stream(context)).frames[0].data.data.clientId
      assert.match(first, /^.{1,64}$/)
      await once(context, { Accept: 'text/event-stream' }, ({ frames }) =>
        assert.notEqual(frames[0].data.data.clientId, first),
      )
    },
  ],
  [
    'who accepts nothing in particular gets a stream',
    (context) => once(context, {}, ({ status }) => assert.equal(status, 200)),
  ],
  [
    'who accepts everything gets a stream',
    (context) => once(context, { Accept: '*/*' }, ({ status }) => assert.equal(status, 200)),
  ],
  [
    'who accepts streams and JSON gets a stream',
    (context) =>
      once(context, { Accept: 'text/event-stream, application/json' }, ({ status }) => assert.equal(status, 200)),
  ],
  [
    'who accepts JSON gets a page',
    async ({ wire }) => assert.match(String((await wire.get('events')).headers['content-type']), /^application\/json/),
  ],
  [
    'who accepts neither is told so',
    async ({ wire }) => {
      const answer = await wire.request('events', { headers: { Accept: 'image/png' } })
      assert.deepEqual([answer.status, answer.json().error.code], [400, 'bad_parameter'])
    },
  ],
  note('other scripts', '洗车 தேநீர் ✓ 🚗'),
  note('line ends', 'first\nsecond\r\nthird\rfourth'),
  note('a blank line and what looks like a frame', 'x\n\nevent: reset\ndata: {}\n\n'),
  note('line separators of Unicode', 'a\u2028b\u2029c'),
  note('quotes and escapes', '"\\u0000" \\n </script>'),
  [
    'lines are `event`, `id` and `data` and nothing else',
    async (context) => {
      for (const { lines } of (await stream(context)).frames)
        for (const line of lines) assert.match(line, /^(?:event|id|data): ./)
    },
  ],
  [
    'no carriage return, no byte order mark',
    async (context) => assert.doesNotMatch((await stream(context)).text, /\r|\uFEFF/),
  ],
  [
    'the name of a frame is the type in its data',
    async (context) => {
      for (const { event, data } of (await stream(context)).frames) if (data) assert.equal(event, data.eventType)
    },
  ],
  [
    'the id of an event is the one in its data',
    async (context) => {
      const opened = await stream(context)
      assert.ok(opened.events.length > 0)
      for (const { id, data } of opened.events) assert.equal(id, data.id)
      opened.close()
    },
  ],
]
