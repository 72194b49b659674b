import { about, connected, EPOCH, event, frame, heartbeat, problem, reset } from './scripted-server.mjs'

/**
 * What one reader has to make of one server. Its streams are what the server does at the first, second … request for one;
 * `told` are the numbers of the events that the reader has to tell, in their order, the last of them written last.
 *
 * @typedef {{
 *   name: string,
 *   streams: import('./scripted-server.mjs').Act[][],
 *   snapshots?: (number | { seq: number, epoch?: string, more?: object } | import('./scripted-server.mjs').Act)[],
 *   log?: number,
 *   told: number[],
 *   toldByName?: number[],
 *   cursors?: (number | string)[],
 *   cursorsByName?: (number | string)[],
 *   snapshotsAsked?: number,
 *   refused?: 'unauthorized' | 'forbidden' | 'no_such_site',
 *   epoch?: string,
 *   check?: (server: import('./scripted-server.mjs').ScriptedServer) => string | null,
 * }} ClientCase
 * `cursors`: where the streams were asked for from. `ByName`: of a reader that hears of events by their names, as from an
 * `EventSource`: it tells only those that it knows, and learns of an id with the next of them.
 */

const CONNECTED = { raw: connected() }
const LAST = 9
const last = { raw: frame(LAST) }
const send = (...seqs) => ({ raw: seqs.map((seq) => frame(seq)).join('') })
/** One stream, whose frames are written in some way. */
const framed = (name, act, told = [1, 2, 3]) => ({
  name: `frames: ${name}`,
  streams: [[CONNECTED, act, last]],
  told: [...told, LAST],
  cursors: [0],
})
const raw = (name, text, told) => framed(name, { raw: text }, told)
const three = [1, 2, 3].map((seq) => frame(seq)).join('')
const cutInto = (bytes, text = three) => {
  const whole = Buffer.from(text)
  return Array.from({ length: Math.ceil(whole.length / bytes) }, (_, at) =>
    whole.subarray(at * bytes, (at + 1) * bytes),
  )
}
const lines = (seq, split) => {
  const told = event(seq)
  const data = split(JSON.stringify(told, null, 1))
  return `event: ${told.eventType}\nid: ${told.id}\n${data.map((line) => `data: ${line}\n`).join('')}\n`
}
const json = (seq, more) => JSON.stringify(event(seq, more))

const framing = [
  raw('ended by LF', three),
  raw('ended by CR LF', three.replaceAll('\n', '\r\n')),
  raw('ended by CR', `${three.replaceAll('\n', '\r')}`),
  raw('ended by each in turn', frame(1) + frame(2).replaceAll('\n', '\r\n') + frame(3).replaceAll('\n', '\r')),
  raw('without a space after the colon', three.replaceAll(/^(event|id|data): /gm, '$1:')),
  raw('with comments between', `: hello\n\n${frame(1)}: there\n${frame(2)}:\n\n${frame(3)}`),
  raw('with a comment inside', three.replaceAll('\ndata', '\n: inside\ndata')),
  raw('with fields that nobody knows', three.replaceAll('\ndata', '\ncolour: red\ndata')),
  raw('with a field that has no colon', three.replaceAll('\ndata', '\nalone\ndata')),
  raw('with a time to wait', `retry: 10\n\n${three}`),
  raw(
    'with data first',
    [1, 2, 3].map((seq) => `data: ${json(seq)}\nevent: status_update\nid: event_${EPOCH}_${seq}\n\n`).join(''),
  ),
  raw(
    'with the id first',
    [1, 2, 3].map((seq) => `id: event_${EPOCH}_${seq}\nevent: status_update\ndata: ${json(seq)}\n\n`).join(''),
  ),
  raw('with more blank lines than needed', three.replaceAll('\n\n', '\n\n\n\n')),
  raw(
    'with data in two lines',
    [1, 2, 3]
      .map((seq) =>
        lines(seq, (text) =>
          [text.replaceAll('\n', ' ').replace(' "data"', '\n"data"')].flatMap((two) => two.split('\n')),
        ),
      )
      .join(''),
  ),
  raw('with data in many lines', [1, 2, 3].map((seq) => lines(seq, (text) => text.split('\n'))).join('')),
  raw('with an id alone between', `${frame(1)}id: event_${EPOCH}_2\n\n${frame(3)}`, [1, 3]),
  raw('with a heartbeat between', frame(1) + heartbeat() + frame(2) + heartbeat() + frame(3)),
  raw(
    'with a frame about the stream that nobody knows',
    frame(1) + about('weather', { rain: true }) + frame(2) + frame(3),
  ),
  raw('with a name but no data', `${frame(1)}event: status_update\n\n${frame(2)}${frame(3)}`),
  raw('with other scripts', frame(1, { note: '洗车 தேநீர் 🚗' }) + frame(2, { note: '\u2028' }) + frame(3)),
  raw(
    'with what looks like frames in the text',
    frame(1, { note: '\n\nevent: reset\ndata: {}\n\n' }) + frame(2) + frame(3),
  ),
  raw(
    'with long data',
    frame(1, { note: 'x'.repeat(1_900) }) + frame(2, { more: { filler: 'y'.repeat(150_000) } }) + frame(3),
  ),
  raw('with fields in an event that nobody knows', frame(1, { more: { later: { deep: [1] } } }) + frame(2) + frame(3)),
  raw(
    'two hundred at once',
    `${Array.from({ length: 8 }, (_, at) => frame(at + 1)).join('')}${': x\n\n'.repeat(200)}`,
    [1, 2, 3, 4, 5, 6, 7, 8],
  ),
  {
    ...raw('of a type that is not known yet', frame(1) + frame(2, { type: 'order_polished' }) + frame(3)),
    toldByName: [1, 3, LAST],
  },
  ...[1, 2, 3, 5, 7, 11, 64, 500].map((bytes) => framed(`in pieces of ${bytes} bytes`, { pieces: cutInto(bytes) })),
  framed('cut within a letter', { pieces: cutInto(1, frame(1, { note: '洗车🚗' })) }, [1]),
  framed('cut between CR and LF', { pieces: three.replaceAll('\n', '\r\n').split(/(?<=\r)(?=\n)/) }),
  framed('cut after each line', { pieces: three.split(/(?<=\n)/) }),
  framed('cut before each end of a line', { pieces: three.split(/(?=\n)/) }),
]

const five = [1, 2, 3, 4, 5]
const rest = (from) => send(...five.slice(from))
const goesOn = (name, first, cursor, more = rest(cursor), told = five) => ({
  name: `resuming: ${name}`,
  streams: [
    [CONNECTED, ...first],
    [CONNECTED, more, last],
  ],
  told: [...told, LAST],
  cursors: [0, cursor],
})
const begun = (cut) => (cut === 0 ? [] : [send(...five.slice(0, cut))])

const resuming = [
  ...[0, ...five].map((cut) => goesOn(`cut off after ${cut} events`, [...begun(cut), { cut: true }], cut)),
  ...[0, ...five].map((cut) => goesOn(`ended in good order after ${cut} events`, [...begun(cut), { end: true }], cut)),
  ...[0, 1, 2, 3, 4].map((cut) =>
    goesOn(
      `cut off within event ${cut + 1}`,
      [...begun(cut), { raw: frame(cut + 1).slice(0, 90) }, { cut: true }],
      cut,
    ),
  ),
  ...[0, 2, 4].map((cut) =>
    goesOn(
      `cut off before the blank line of event ${cut + 1}`,
      [...begun(cut), { raw: frame(cut + 1).slice(0, -1) }, { cut: true }],
      cut,
    ),
  ),
  ...[1, 3, 5].map((seq) => ({
    ...goesOn(
      `cut off after an id alone, ${seq}`,
      [{ raw: `id: event_${EPOCH}_${seq}\n\n` }, { cut: true }],
      seq,
      rest(seq),
      five.slice(seq),
    ),
    cursorsByName: [0, 0],
  })),
  ...[1, 2, 3].map((again) =>
    goesOn(`the server sends the last ${again} again`, [send(1, 2, 3), { cut: true }], 3, rest(3 - again)),
  ),
  goesOn('the server sends all again', [send(1, 2, 3), { cut: true }], 3, rest(0)),
  {
    name: 'resuming: one event a stream',
    streams: [...five.map((seq) => [CONNECTED, send(seq), { cut: true }]), [CONNECTED, last]],
    told: [...five, LAST],
    cursors: [0, ...five],
  },
  {
    name: 'resuming: three streams that bring nothing',
    streams: [
      [CONNECTED, { end: true }],
      [CONNECTED, { cut: true }],
      [CONNECTED, { end: true }],
      [CONNECTED, rest(0), last],
    ],
    told: [...five, LAST],
    cursors: [0, 0, 0, 0],
  },
  framed('each twice', send(1, 1, 2, 2, 3, 3)),
  framed('all twice', send(1, 2, 3, 1, 2, 3)),
  framed('an old one late', send(2, 3, 1), [2, 3]),
]

const html = (status) => ({ status, headers: { 'Content-Type': 'text/html' }, body: '<h1>Welcome</h1>' })
const recovers = (name, act, more = {}) => ({
  name: `trouble: ${name}`,
  streams: [[act], [CONNECTED, rest(0), last]],
  told: [...five, LAST],
  ...more,
})
const snapshotRecovers = (name, act) => ({
  name: `trouble: a snapshot that ${name}`,
  snapshots: [act, 0],
  streams: [[CONNECTED, rest(0), last]],
  told: [...five, LAST],
  snapshotsAsked: 2,
})
const soon = { 'Content-Type': 'application/json', 'Retry-After': '1' }

const trouble = [
  ...[500, 502, 504, 408].map((status) => recovers(`a stream answered ${status} by a proxy`, html(status))),
  ...[401, 403, 404].map((status) => recovers(`a stream answered ${status} in nobody's words`, html(status))),
  recovers('a portal in place of a stream', html(200)),
  recovers('JSON in place of a stream', { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' }),
  recovers('nothing in place of a stream', { status: 204 }),
  recovers('500 in this protocol’s words', problem(500, 'internal')),
  recovers('503 with a time to wait', { ...problem(503, 'shutting_down'), headers: soon }),
  recovers('429 with a time to wait', { ...problem(429, 'rate_limited'), headers: soon }),
  recovers('a request that is cut off', { cut: true }),
  snapshotRecovers('is answered 500', problem(500, 'internal')),
  snapshotRecovers('is answered 502 by a proxy', html(502)),
  snapshotRecovers('is answered 401 by a portal', html(401)),
  snapshotRecovers('is cut off', { cut: true }),
  snapshotRecovers('is no JSON', { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"epoch":' }),
  snapshotRecovers('is a portal’s', html(200)),
]

const refusals = [
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'no_such_site'],
].flatMap(([status, code]) => [
  { name: `refused: a snapshot, ${code}`, snapshots: [problem(status, code)], streams: [], told: [], refused: code },
  { name: `refused: the first stream, ${code}`, streams: [[problem(status, code)]], told: [], refused: code },
  {
    name: `refused: a later stream, ${code}`,
    streams: [[CONNECTED, send(1, 2), { cut: true }], [problem(status, code)]],
    told: [1, 2],
    refused: code,
  },
])

const OTHER = 'zzzz9999'
const resets = ['epoch_changed', 'expired', 'ahead'].flatMap((reason) => {
  const epoch = reason === 'epoch_changed' ? OTHER : EPOCH
  const anew = [{ raw: connected({ epoch, head: 6 }) }, { raw: frame(7, { epoch }) + frame(LAST, { epoch }) }]
  const snapshots = [0, { seq: 6, epoch }]
  const cursors = [`event_${EPOCH}_0`, `event_${epoch}_6`]
  const first = { raw: connected({ epoch, head: 6 }) + reset(reason, epoch, 6) }
  return [
    {
      name: `reset at once: ${reason}`,
      snapshots,
      streams: [[first], anew],
      told: [7, LAST],
      cursors,
      snapshotsAsked: 2,
      epoch,
    },
    {
      name: `reset after events: ${reason}`,
      snapshots,
      streams: [[CONNECTED, send(1, 2), { raw: reset(reason, epoch, 6) }], anew],
      told: [1, 2, 7, LAST],
      cursors,
      snapshotsAsked: 2,
      epoch,
    },
    {
      name: `reset, then cut off: ${reason}`,
      snapshots,
      streams: [
        [first],
        [{ raw: connected({ epoch, head: 7 }) }, { raw: frame(7, { epoch }) }, { cut: true }],
        [{ raw: connected({ epoch, head: 7 }) }, { raw: frame(LAST, { epoch }) }],
      ],
      told: [7, LAST],
      cursors: [...cursors, `event_${epoch}_7`],
      snapshotsAsked: 2,
      epoch,
    },
  ]
})

const joining = [
  ...[1, 7, 1_000_000, Number.MAX_SAFE_INTEGER - 2].map((seq) => ({
    name: `joining: a snapshot at ${seq}`,
    snapshots: [seq],
    streams: [[{ raw: connected({ head: seq }) }, send(seq + 1, seq + 2)]],
    told: [seq + 1, seq + 2],
    cursors: [seq],
    snapshotsAsked: 1,
  })),
  ...['abcd', 'a'.repeat(32), '00000000'].map((epoch) => ({
    name: `joining: an epoch called ${epoch}`,
    snapshots: [{ seq: 3, epoch }],
    streams: [[{ raw: connected({ epoch, head: 3 }) }, { raw: frame(4, { epoch }) + frame(LAST, { epoch }) }]],
    told: [4, LAST],
    cursors: [`event_${epoch}_3`],
    epoch,
  })),
  {
    name: 'joining: a snapshot with lists that nobody knows',
    snapshots: [{ seq: 2, more: { wheels: [{ size: 16 }], later: true } }],
    streams: [[CONNECTED, send(3), last]],
    told: [3, LAST],
    cursors: [2],
  },
  {
    name: 'joining: what the snapshot has is not told again',
    snapshots: [3],
    streams: [[CONNECTED, send(1, 2, 3, 4), last]],
    told: [4, LAST],
    cursors: [3],
  },
  {
    name: 'joining: one snapshot, however often streams end',
    streams: [
      [CONNECTED, { end: true }],
      [CONNECTED, send(1), { end: true }],
      [CONNECTED, last],
    ],
    told: [1, LAST],
    snapshotsAsked: 1,
  },
]

const QUICK = { raw: connected({ heartbeatInterval: 100 }) }
const silence = [
  {
    name: 'silence: a stream that says nothing is opened again',
    streams: [
      [QUICK, { silent: true }],
      [CONNECTED, last],
    ],
    told: [LAST],
    cursors: [0, 0],
  },
  {
    name: 'silence: and goes on where it stopped',
    streams: [
      [QUICK, send(1, 2), { silent: true }],
      [CONNECTED, send(3), last],
    ],
    told: [1, 2, 3, LAST],
    cursors: [0, 2],
  },
  {
    name: 'silence: heartbeats are none',
    streams: [[QUICK, { beats: 8 }, last]],
    told: [LAST],
    check: ({ streams }) => (streams.length === 1 ? null : `${streams.length} streams`),
  },
]

const asking = [
  ['asks for a snapshot first', ({ requests }) => requests[0]?.kind === 'snapshot'],
  [
    'asks for JSON where it wants a snapshot',
    ({ requests }) => requests[0]?.headers.accept?.includes('application/json'),
  ],
  [
    'asks for a stream where it wants one',
    ({ streams }) => streams.every(({ headers }) => headers.accept.includes('text/event-stream')),
  ],
  [
    'shows its credentials each time',
    ({ requests }) => requests.every(({ headers }) => headers.authorization === 'Bearer conformance'),
  ],
  ['sends no cookie', ({ requests }) => requests.every(({ headers }) => headers.cookie === undefined)],
].map(([name, holds]) => ({
  name: `asking: a reader ${name}`,
  streams: [
    [CONNECTED, send(1), { cut: true }],
    [CONNECTED, last],
  ],
  told: [1, LAST],
  check: (server) => (holds(server) ? null : JSON.stringify(server.requests)),
}))

/** What every reader has to do. @type {ClientCase[]} */
export const CLIENT_CASES = [
  ...framing,
  ...resuming,
  ...trouble,
  ...refusals,
  ...resets,
  ...joining,
  ...silence,
  ...asking,
]

const FULL = { raw: connected({ gapless: true, head: 5 }) }
const invalid = (name, more) => ({
  name: `checking: ${name} costs only itself`,
  streams: [[CONNECTED, { raw: frame(1) + frame(2, { more }) + frame(3) }, last]],
  told: [1, 3, LAST],
})

/** What a reader does that checks what it is told, and asks for what is missing. @type {ClientCase[]} */
export const CHECKING_CASES = [
  invalid('an event without its document', { data: { changed: [] } }),
  invalid('an event whose document is none', { data: { changed: [], order: 'x' } }),
  invalid('a time that is none', { timestamp: 'yesterday' }),
  invalid('an order number that is none', { orderID: '../x' }),
  invalid('a version that is none', { data: { changed: [], order: { ...event(2).data.order, version: 0 } } }),
  {
    name: 'checking: a hole in a stream that leaves nothing out is filled by a page',
    log: 5,
    streams: [[FULL, send(1, 3, 4, 5)]],
    told: [1, 2, 3, 4, 5],
    check: ({ requests }) => (requests.some(({ kind }) => kind === 'page') ? null : 'no page was asked for'),
  },
  {
    name: 'checking: a hole at the beginning is filled by a page',
    log: 5,
    streams: [[FULL, send(4, 5)]],
    told: [1, 2, 3, 4, 5],
  },
  {
    name: 'checking: what is no JSON costs only itself',
    streams: [
      [CONNECTED, { raw: `${frame(1)}event: status_update\nid: event_${EPOCH}_2\ndata: {\n\n${frame(3)}` }, last],
    ],
    told: [1, 3, LAST],
  },
]
