import { framing } from './framing.mjs'
import { CONNECTED, five, framed, LAST, last, rest, send } from './parts.mjs'
import { connected, EPOCH, frame, problem, reset } from './scripted-server.mjs'

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
