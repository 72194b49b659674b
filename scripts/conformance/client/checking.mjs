import { CONNECTED, LAST, last, send } from './parts.mjs'
import { connected, EPOCH, event, frame } from './scripted-server.mjs'

const FULL = { raw: connected({ gapless: true, head: 5 }) }
const invalid = (name, more) => ({
  name: `checking: ${name} costs only itself`,
  streams: [[CONNECTED, { raw: frame(1) + frame(2, { more }) + frame(3) }, last]],
  told: [1, 3, LAST],
})

/** What a reader does that checks what it is told, and asks for what is missing. @type {import('./cases.mjs').ClientCase[]} */
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
