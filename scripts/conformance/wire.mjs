import http from 'node:http'
import https from 'node:https'
import zlib from 'node:zlib'

const PREFIX = '/api/v1/sync/'

/**
 * @typedef {{ status: number, headers: http.IncomingHttpHeaders, body: Buffer, text: string, json: () => any }} Answer
 * @typedef {{ event: string | null, id: string | null, data: any, lines: string[] }} Frame
 */

/** One server as somebody reaches it: each request with exactly the headers that are named. */
export class Wire {
  /** @param {string} url @param {string | null} authorization */
  constructor(url, authorization) {
    this.url = url.replace(/\/+$/, '')
    this.authorization = authorization
  }

  /** The same server as somebody else. @param {string | null} authorization */
  as(authorization) {
    return new Wire(this.url, authorization)
  }

  #open(path, { method = 'GET', headers = {} } = {}) {
    const { request } = this.url.startsWith('https:') ? https : http
    return request(`${this.url}${path.startsWith('/') ? '' : PREFIX}${path}`, {
      method,
      agent: false,
      headers: { ...(this.authorization === null ? {} : { Authorization: this.authorization }), ...headers },
    })
  }

  /**
   * @param {string} path below the sync endpoints, or from the root
   * @param {{ method?: string, headers?: Record<string, string>, body?: string | Buffer }} [options]
   * @returns {Promise<Answer>}
   */
  request(path, options = {}) {
    return new Promise((resolve, reject) => {
      const req = this.#open(path, options)
      req.on('response', (res) => {
        const parts = []
        res.on('data', (part) => parts.push(part))
        res.on('error', reject)
        res.on('end', () => {
          const body = Buffer.concat(parts)
          const text = body.toString('utf8')
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body, text, json: () => JSON.parse(text) })
        })
      })
      req.on('error', reject)
      req.end(options.body)
    })
  }

  /** A request for JSON. @param {string} path @param {Record<string, string>} [headers] */
  get(path, headers = {}) {
    return this.request(path, { headers: { Accept: 'application/json', ...headers } })
  }

  /** @param {string} path @param {unknown} body */
  post(path, body) {
    const headers = { Accept: 'application/json', 'Content-Type': 'application/json' }
    return this.request(path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
  }

  /** One page. @param {string} [query] @returns {Promise<any>} */
  async page(query = '') {
    const answer = await this.get(`events${query && `?${query}`}`)
    if (answer.status !== 200) throw new Error(`a page was answered ${answer.status}: ${answer.text.slice(0, 200)}`)
    return answer.json()
  }

  /** Opens a stream; resolves once it is answered. @param {string} [query] @param {Record<string, string>} [headers] */
  stream(query = '', headers = { Accept: 'text/event-stream' }) {
    return new Promise((resolve, reject) => {
      const req = this.#open(`events${query && `?${query}`}`, { headers })
      req.on('response', (res) => resolve(new Stream(req, res)))
      req.on('error', reject)
      req.end()
    })
  }
}

class Stream {
  /** @type {Frame[]} */
  frames = []
  text = ''
  ended = false
  #rest = ''
  #waiting = new Set()

  constructor(req, res) {
    this.status = res.statusCode
    this.headers = res.headers
    this.close = () => req.destroy()
    const decoded = res.headers['content-encoding'] === 'gzip' ? res.pipe(zlib.createGunzip()) : res
    decoded.setEncoding('utf8')
    decoded.on('data', (part) => this.#take(part))
    const end = () => {
      this.ended = true
      for (const look of [...this.#waiting]) look()
    }
    for (const source of new Set([res, decoded])) for (const name of ['end', 'close', 'error']) source.on(name, end)
  }

  #take(part) {
    this.text += part
    const blocks = (this.#rest + part).split('\n\n')
    this.#rest = blocks.pop() ?? ''
    for (const block of blocks) this.frames.push(parse(block))
    for (const look of [...this.#waiting]) look()
  }

  /** Frames that are events of the log. */
  get events() {
    return this.frames.filter(({ id, data }) => id !== null && data !== null)
  }

  /**
   * The first frame that matches, past or future.
   * @param {(frame: Frame) => boolean} matches @param {number} [within] milliseconds
   * @returns {Promise<Frame>}
   */
  wait(matches, within = 15_000) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => settle(new Error(`no such frame within ${within} ms, of ${this.frames.length}`)),
        within,
      )
      const settle = (error, frame) => {
        clearTimeout(late)
        this.#waiting.delete(look)
        if (error) reject(error)
        else resolve(frame)
      }
      const look = () => {
        const frame = this.frames.find(matches)
        if (frame) settle(null, frame)
        else if (this.ended) settle(new Error(`the stream ended after ${this.frames.length} frames`))
      }
      this.#waiting.add(look)
      look()
    })
  }

  connected() {
    return this.wait(({ event }) => event === 'connected')
  }

  /** Until the stream stands at this event, shown or not. @param {number} seq */
  reaches(seq) {
    return this.wait(
      ({ id, event, data }) => seqOf(id) >= seq || (event === 'heartbeat' && data.data.head >= seq && this.stands(seq)),
    )
  }

  /** Whether the last id is at this event. @param {number} seq */
  stands(seq) {
    return this.frames.some(({ id }) => seqOf(id) >= seq)
  }
}

/** @returns {Frame} */
function parse(block) {
  const lines = block.split('\n')
  const value = (name) => {
    const found = lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2))
    return found.length === 0 ? null : found.join('\n')
  }
  const data = value('data')
  return { event: value('event'), id: value('id'), data: data === null ? null : JSON.parse(data), lines }
}

const ID = /^event_([a-z0-9]{4,32})_(0|[1-9][0-9]{0,15})$/

/** @param {string | null | undefined} id */
export const seqOf = (id) => Number(ID.exec(id ?? '')?.[2] ?? Number.NaN)
/** @param {string | null | undefined} id */
export const epochOf = (id) => ID.exec(id ?? '')?.[1] ?? null
/** @param {string} epoch @param {number} seq */
export const idOf = (epoch, seq) => `event_${epoch}_${seq}`
