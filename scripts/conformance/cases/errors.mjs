import assert from 'node:assert/strict'

/** What an answer that refuses has to be. */
function refuses(answer, status, code, field) {
  assert.equal(answer.status, status, answer.text.slice(0, 200))
  const { error } = answer.json()
  assert.equal(error.code, code)
  if (field) assert.equal(error.field, field)
  assert.equal(typeof error.message, 'string')
  assert.ok(error.message.length > 0)
  assert.match(String(answer.headers['content-type']), /^application\/json/)
  assert.match(String(answer.headers['cache-control']), /no-store/)
  assert.doesNotMatch(answer.text, /\n\s+at |node_modules/)
}

const wrong = (query, field) => [
  `events?${query} is a bad parameter`,
  async ({ wire }) => refuses(await wire.get(`events?${query}`), 400, 'bad_parameter', field),
]
const wrongStream = (query, field) => [
  `a stream of ${query} is refused before it begins`,
  async ({ wire }) =>
    refuses(
      await wire.request(`events?${query}`, { headers: { Accept: 'text/event-stream' } }),
      400,
      'bad_parameter',
      field,
    ),
]
const METHODS = {
  events: 'GET',
  snapshot: 'GET',
  health: 'GET',
  people: 'GET',
  commands: 'POST',
  token: 'POST',
  station: 'PUT',
}
const stranger = (name, authorization) => [
  `${name} is unauthorized`,
  async ({ wire }) => refuses(await wire.as(authorization).get('events'), 401, 'unauthorized'),
]
const badBody = (name, body, field) => [
  `${name} is a bad body`,
  async ({ wire, site }) =>
    refuses(await wire.post('commands', typeof body === 'function' ? body(site) : body), 400, 'bad_body', field),
]
const changed = (change) => (site) => ({
  commands: [{ ...site.command('order.cancel', { orderID: 'X-1' }), ...change }],
})

/** @type {import('../run.mjs').Case[]} */
export const errors = [
  ...['0', '-1', '501', 'abc', '1.5', '1e9'].map((limit) => wrong(`limit=${limit}`, 'limit')),
  ...['', '%2Fetc', 'a%20b', `A${'1'.repeat(64)}`, '-x'].map((orderID) => wrong(`orderID=${orderID}`, 'orderID')),
  ...['', 'BAY', '-x', 'a_b'].map((bayId) => wrong(`bayId=${bayId}`, 'bayId')),
  ...['', 'No%20Such', '../x'].map((tenantId) => wrong(`tenantId=${tenantId}`, 'tenantId')),
  ...['', ',', 'nothing', 'heartbeat', 'connected', 'status_update,nothing'].map((types) =>
    wrong(`eventTypes=${types}`, 'eventTypes'),
  ),
  ...[
    'x',
    'event_',
    'event_ab_1',
    'event_abcd_-1',
    'event_abcd_01',
    'event_abcd_1.5',
    'event_ABCD_1',
    'event_abcd_99999999999999999',
    'event_abcd_1_2',
  ].map((id) => wrong(`lastEventId=${id}`, 'lastEventId')),
  ...[
    'orderID=A&orderID=B',
    'limit=1&limit=1',
    'lastEventId=event_abcd_1&lastEventId=event_abcd_1',
    'tenantId=a&tenantId=a',
  ].map((query) => wrong(query, query.split('=')[0])),
  wrongStream('limit=0', 'limit'),
  wrongStream('lastEventId=x', 'lastEventId'),
  wrongStream('eventTypes=nothing', 'eventTypes'),
  [
    'a cursor in the header that is none is a bad parameter',
    async ({ wire }) =>
      refuses(await wire.get('events', { 'Last-Event-ID': 'x' }), 400, 'bad_parameter', 'lastEventId'),
  ],
  stranger('nobody', null),
  stranger('a key that opens nothing', 'stations API-Key conformance-opens-nothing'),
  stranger('a token that is none', 'Bearer conformance'),
  stranger('a token that looks like one', `Bearer axread1.${'a'.repeat(80)}.${'b'.repeat(43)}`),
  [
    'a stream for nobody is unauthorized',
    async ({ wire }) =>
      refuses(await wire.as(null).request('events', { headers: { Accept: 'text/event-stream' } }), 401, 'unauthorized'),
  ],
  [
    'a snapshot for nobody is unauthorized',
    async ({ wire }) => refuses(await wire.as(null).get('snapshot'), 401, 'unauthorized'),
  ],
  [
    'commands of nobody are unauthorized, and not read',
    async ({ wire }) => refuses(await wire.as(null).post('commands', '{'), 401, 'unauthorized'),
  ],
  ['an address that is not there', async ({ wire }) => refuses(await wire.get('nothing'), 404, 'not_found')],
  ['an address below one that is', async ({ wire }) => refuses(await wire.get('events/1'), 404, 'not_found')],
  ...Object.entries(METHODS).map(([name, allowed]) => [
    `${name} takes ${allowed} alone and says so`,
    async ({ wire }) => {
      const answer = await wire.request(name, { method: 'DELETE', headers: { Accept: 'application/json' } })
      refuses(answer, 405, 'method_not_allowed')
      assert.equal(answer.headers.allow, allowed)
    },
  ]),
  ...['events', 'snapshot'].map((name) => [
    `${name} of a site that is not one's own`,
    async ({ wire }) => {
      const answer = await wire.get(`${name}?tenantId=no-such-site-here`)
      assert.ok([403, 404].includes(answer.status), String(answer.status))
      refuses(answer, answer.status, answer.status === 403 ? 'forbidden' : 'no_such_site', 'tenantId')
    },
  ]),
  badBody('what is no JSON', '{'),
  badBody('nothing at all', ''),
  badBody('a list', '[]'),
  badBody('no commands', '{}', 'commands'),
  badBody('an empty list of commands', { commands: [] }, 'commands'),
  badBody('101 commands', (site) => ({ commands: Array.from({ length: 101 }, () => site.concern()) }), 'commands'),
  badBody('a command without an id', changed({ id: undefined }), 'commands.0.id'),
  badBody('an id that is no UUID', changed({ id: '1' }), 'commands.0.id'),
  badBody('a type that nobody knows', changed({ type: 'order.paint' }), 'commands.0.type'),
  badBody('a payload that lacks something', changed({ payload: {} }), 'commands.0.payload.orderID'),
  badBody('a time that is not UTC', changed({ issuedAt: '2026-01-01T00:00:00+08:00' }), 'commands.0.issuedAt'),
  badBody('a version that is no number', changed({ expect: { version: 'x' } }), 'commands.0.expect.version'),
  badBody('more than a megabyte', () => JSON.stringify({ commands: [], filler: 'x'.repeat(1024 * 1024) })),
]
