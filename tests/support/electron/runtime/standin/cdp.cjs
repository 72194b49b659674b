'use strict'
const { EventEmitter } = require('node:events')
const fs = require('node:fs')

/** One page's (or the browser's) side of the protocol. */
class CdpSession extends EventEmitter {
  constructor(connection, sessionId) {
    super()
    this.connection = connection
    this.sessionId = sessionId
  }

  /** @returns {Promise<any>} the answer; rejects when Chromium refuses, the page crashes or the window is gone */
  send(method, params = {}) {
    return this.connection.request(method, params, this.sessionId)
  }
}

/**
 * Chrome DevTools Protocol over Chromium's debugging pipe. The pipe also ties the two lives together: Chromium ends
 * when it closes, so a killed main process leaves no browser behind.
 */
class CdpConnection {
  constructor(child) {
    this.child = child
    this.lastId = 0
    this.waiting = new Map()
    this.browser = new CdpSession(this, undefined)
    this.sessions = new Map()
    this.parts = []
    child.stdio[3].on('error', () => this.close())
    child.stdio[4].on('data', (chunk) => this.read(chunk))
    child.stdio[4].on('close', () => this.close())
  }

  read(chunk) {
    let from = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      this.parts.push(chunk.subarray(from, end))
      const text = Buffer.concat(this.parts).toString()
      this.parts = []
      from = end + 1
      this.receive(JSON.parse(text))
    }
    if (from < chunk.length) this.parts.push(chunk.subarray(from))
  }

  receive(message) {
    log('<', message)
    if (message.id) {
      const request = this.waiting.get(message.id)
      this.waiting.delete(message.id)
      if (message.error) request?.reject(new Error(`${request.method}: ${message.error.message}`))
      else request?.resolve(message.result)
      return
    }
    if (message.method === 'Target.detachedFromTarget') this.abandon(message.params.sessionId, 'window is gone')
    if (message.method === 'Inspector.targetCrashed') this.abandon(message.sessionId, 'page has crashed')
    const session = message.sessionId ? this.sessions.get(message.sessionId) : this.browser
    session?.emit(message.method, message.params)
  }

  /** Chromium never answers what a lost page was asked. */
  abandon(sessionId, why) {
    for (const [id, request] of this.waiting) {
      if (sessionId !== undefined && request.sessionId !== sessionId) continue
      this.waiting.delete(id)
      request.reject(new Error(`${request.method}: ${why}`))
    }
  }

  close() {
    this.closed = true
    this.abandon(undefined, 'Chromium is gone')
  }

  request(method, params, sessionId) {
    if (this.closed) return Promise.reject(new Error(`${method}: Chromium is gone`))
    const id = ++this.lastId
    const message = { id, method, params, sessionId }
    log('>', message)
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, method, sessionId })
      this.child.stdio[3].write(`${JSON.stringify(message)}\0`)
    })
  }

  async attach(targetId) {
    const { sessionId } = await this.browser.send('Target.attachToTarget', { targetId, flatten: true })
    const session = new CdpSession(this, sessionId)
    this.sessions.set(sessionId, session)
    return session
  }
}

/** STANDIN_CDP_LOG names a file to which the traffic is written, for the one who has to find out why. */
function log(direction, message) {
  if (!process.env.STANDIN_CDP_LOG) return
  const line = `${Date.now()} ${direction} ${JSON.stringify(message).slice(0, 600)}\n`
  fs.appendFileSync(`${process.env.STANDIN_CDP_LOG}.${process.pid}`, line)
}

module.exports = { CdpConnection }
