import { once } from 'node:events'
import http from 'node:http'

export const EPOCH = 'abcd1234'
/** Where the log stands unless a case says otherwise: no event of it is beyond. */
const HEAD = 9
const AT = '2026-01-15T08:00:00.000Z'

/** @typedef {{ raw: string | Buffer } | { pieces: (string | Buffer)[] } | { cut: true } | { end: true } | { silent: true } | { beats: number } | { status: number, headers?: Record<string, string>, body?: string }} Act */

const order = (version, more) => ({
  orderID: 'AX-20260115-0001',
  takenAs: null,
  tenantId: 'main',
  stage: 'open',
  stageSince: AT,
  queue: 'regular',
  bayId: null,
  vehicle: { plate: 'CONF 1' },
  services: [],
  updatedAt: AT,
  version,
  ...more,
})

/** An event as the wire has it. @param {number} seq @param {{ epoch?: string, type?: string, more?: object, order?: object, note?: string }} [options] */
export const event = (seq, { epoch = EPOCH, type = 'status_update', more = {}, note } = {}) => ({
  id: `event_${epoch}_${seq}`,
  eventType: type,
  data: { changed: ['customerNotes'], order: order(seq, note === undefined ? {} : { customerNotes: note }) },
  orderID: 'AX-20260115-0001',
  tenantId: 'main',
  actor: 'user:1',
  timestamp: AT,
  ...more,
})

/** A frame of an event. @param {number} seq @param {Parameters<typeof event>[1]} [options] */
export function frame(seq, options) {
  const told = event(seq, options)
  return `event: ${told.eventType}\nid: ${told.id}\ndata: ${JSON.stringify(told)}\n\n`
}

/** A frame about the stream itself. */
export const about = (eventType, data) =>
  `event: ${eventType}\ndata: ${JSON.stringify({ eventType, data, timestamp: AT })}\n\n`

export const heartbeat = (head = HEAD) => about('heartbeat', { timestamp: AT, head, activeConnections: 1 })
export const reset = (reason, epoch, head) => about('reset', { reason, epoch, head })

/** What of a stream's frames comes first. */
export const connected = ({ epoch = EPOCH, head = HEAD, gapless = false, heartbeatInterval = 60_000 } = {}) =>
  about('connected', { clientId: 'c', epoch, head, gapless, heartbeatInterval, message: 'Connected', timestamp: AT })

/** A problem in this protocol's words. */
export const problem = (status, code) => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ error: { code, message: `It is ${code}.` } }),
})

/** A server that does to one reader what a case says, request by request. */
export class ScriptedServer {
  /** @type {{ kind: 'snapshot' | 'stream' | 'page', cursor: string | null, headers: http.IncomingHttpHeaders }[]} */
  requests = []
  #case
  #server
  #streams = 0
  #snapshots = 0
  /** @type {Act | null} */
  #refusing = null
  #sockets = new Set()

  /** @param {import('./cases.mjs').ClientCase} script */
  constructor(script) {
    this.#case = script
    this.#server = http.createServer((req, res) => void this.#answer(req, res))
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('close', () => this.#sockets.delete(socket))
    })
  }

  async start() {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${this.#server.address().port}`
  }

  async stop() {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  get streams() {
    return this.requests.filter(({ kind }) => kind === 'stream')
  }

  async #answer(req, res) {
    const url = new URL(req.url ?? '/', 'http://server')
    const cursor = req.headers['last-event-id'] ?? url.searchParams.get('lastEventId')
    const stream = req.headers.accept?.includes('text/event-stream')
    const kind = url.pathname.endsWith('/snapshot') ? 'snapshot' : stream ? 'stream' : 'page'
    this.requests.push({ kind, cursor: cursor ?? null, headers: req.headers })
    if (kind === 'snapshot') return this.#snapshot(req, res)
    if (kind === 'page') return this.#page(res, cursor)
    const { streams, refused } = this.#case
    const acts = streams[this.#streams++] ?? ((refused && streams.at(-1)) || [{ silent: true }])
    this.#refusing = 'status' in acts[0] ? acts[0] : null
    if (this.#refusing) return plainly(res, this.#refusing)
    if ('cut' in acts[0]) return req.socket.destroy()
    res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-cache' })
    for (const act of acts) if (!(await this.#act(act, req, res))) return
  }

  /** @returns whether the stream goes on */
  async #act(act, req, res) {
    if ('raw' in act) res.write(act.raw)
    else if ('pieces' in act) {
      for (const piece of act.pieces) {
        res.write(piece)
        await new Promise((resolve) => setImmediate(resolve))
      }
    } else if ('beats' in act) {
      for (let beat = 0; beat < act.beats; beat += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        res.write(heartbeat())
      }
    } else if ('end' in act) res.end()
    else if ('cut' in act) {
      // What was written is on its way before the connection is gone.
      await new Promise((resolve) => setTimeout(resolve, 20))
      req.socket.destroy()
    }
    return !('end' in act || 'cut' in act)
  }

  #snapshot(req, res) {
    const { snapshots = [0] } = this.#case
    const answer = snapshots[Math.min(this.#snapshots++, snapshots.length - 1)]
    if (typeof answer === 'object' && 'cut' in answer) return req.socket.destroy()
    if (typeof answer === 'object' && 'status' in answer) return plainly(res, answer)
    const { seq, epoch = EPOCH, more = {} } = typeof answer === 'number' ? { seq: answer } : answer
    const lists = { orders: [], queues: [], bays: [], jobs: [], concerns: [] }
    const body = { epoch, head: seq, lastEventId: `event_${epoch}_${seq}`, ...lists, ...more }
    plainly(res, { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  }

  /** Whoever may not have a stream may not have a page; else what of the log is after the cursor. */
  #page(res, cursor) {
    if (this.#refusing) return plainly(res, this.#refusing)
    const [, epoch = EPOCH, seq = '0'] = (cursor ?? '').split('_')
    const { log = 0 } = this.#case
    const events = []
    for (let next = Number(seq) + 1; next <= log; next += 1) events.push(event(next, { epoch }))
    const head = Math.max(log, Number(seq))
    const body = { events, lastEventId: `event_${epoch}_${head}`, head, epoch, reset: null, hasMore: false }
    plainly(res, { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  }
}

function plainly(res, { status, headers = {}, body = '' }) {
  res.writeHead(status, headers)
  res.end(body)
}
