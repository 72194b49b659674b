'use strict'
const { EventEmitter } = require('node:events')
const { isHandled, serve } = require('./protocol.cjs')
const { SUFFIX, appToChromium, chromiumToApp } = require('./scheme-url.cjs')
const { preventable } = require('./strict.cjs')

/** Chromium's numbers for the failures that stations meet. */
const ERROR_CODES = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_CONNECTION_RESET: -101,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_ADDRESS_UNREACHABLE: -109,
  ERR_UNKNOWN_URL_SCHEME: -302,
  ERR_EMPTY_RESPONSE: -324,
}

const PATTERNS = [
  { urlPattern: '*', resourceType: 'Document', requestStage: 'Request' },
  { urlPattern: '*', resourceType: 'Document', requestStage: 'Response' },
  { urlPattern: `https://*${SUFFIX}/*`, requestStage: 'Request' },
]

function loadError(name, url) {
  const code = ERROR_CODES[name] ?? ERROR_CODES.ERR_FAILED
  return Object.assign(new Error(`${name} (${code}) loading '${url}'`), { code: name, errno: code, url })
}

/**
 * The documents of one window: loads what the application asks for, holds back what the page asks for until the
 * application has had its say, answers own schemes, and emits Electron's events about all that on the web contents.
 */
class PageLoading {
  /** @param {import('./web-contents.cjs').WebContents} contents */
  constructor(contents) {
    this.contents = contents
    this.session = undefined
    this.url = ''
    this.loading = false
    /** Whether the next document was asked for by the application, which needs no `will-navigate`. */
    this.own = false
    this.committed = false
    this.failed = false
    this.status = 200
    this.lastLoaded = undefined
    this.signals = new EventEmitter().setMaxListeners(0)
  }

  /** @param {import('./cdp.cjs').CdpSession} session */
  async start(session) {
    this.session = session
    session.on('Fetch.requestPaused', (paused) => this.onRequest(paused).catch(() => {}))
    session.on('Page.frameNavigated', ({ frame }) => this.onCommit(frame))
    session.on('Page.navigatedWithinDocument', (event) => this.onSameDocument(event))
    session.on('Page.lifecycleEvent', (event) => this.onLifecycle(event))
    await session.send('Page.setLifecycleEventsEnabled', { enabled: true })
    await session.send('Fetch.enable', { patterns: PATTERNS })
  }

  /** @returns {Promise<void>} settles as `loadURL` does: finished, or an error with Chromium's code */
  async load(url) {
    this.begin()
    try {
      const { loaderId, errorText } = await this.session.send('Page.navigate', { url: appToChromium(url) })
      if (errorText) throw this.fail(errorText.replace('net::', ''), url)
      if (loaderId) await this.untilLoaded(loaderId, url)
    } finally {
      this.own = false
    }
  }

  reload(ignoreCache) {
    this.begin()
    return this.session.send('Page.reload', { ignoreCache })
  }

  begin() {
    this.own = true
    this.failed = false
    this.loading = true
    this.contents.emit('did-start-loading', {})
  }

  untilLoaded(loaderId, url) {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (this.lastLoaded === loaderId) finish(resolve)
      }
      const lost = (why) => finish(() => reject(loadError(why, url)))
      const finish = (settle) => {
        this.signals.off('loaded', check)
        this.signals.off('lost', lost)
        settle()
      }
      this.signals.on('loaded', check)
      this.signals.on('lost', lost)
      check()
    })
  }

  /** The page crashed or its window closed: nobody needs to wait any longer. */
  lose() {
    this.loading = false
    this.signals.emit('lost', 'ERR_FAILED')
  }

  fail(name, url) {
    const error = loadError(name, url)
    this.failed = true
    this.loading = false
    this.contents.emit('did-fail-load', {}, error.errno, name, url, true, 1, 1)
    this.contents.emit('did-stop-loading', {})
    return error
  }

  async onRequest(paused) {
    const { requestId, request, resourceType } = paused
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason) {
      if (this.isMainFrame(paused) && paused.responseStatusCode) this.status = paused.responseStatusCode
      await this.session.send('Fetch.continueRequest', { requestId })
      return
    }
    if (resourceType === 'Document' && !this.mayNavigate(paused)) {
      await this.session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      return
    }
    if (!isHandled(request.url)) {
      await this.session.send('Fetch.continueRequest', { requestId })
      return
    }
    await serve(this.session, paused, (status) => {
      if (this.isMainFrame(paused)) this.status = status
    })
  }

  isMainFrame(paused) {
    return paused.resourceType === 'Document' && paused.frameId === this.contents.targetId
  }

  /** Asks the application about a navigation that it did not start itself. */
  mayNavigate(paused) {
    const isMainFrame = this.isMainFrame(paused)
    const url = chromiumToApp(paused.request.url)
    const event = preventable({ url, isMainFrame, isInPlace: false, isSameDocument: false })
    const { contents } = this
    if (paused.redirectedRequestId) contents.emit('will-redirect', event, url, false, isMainFrame)
    else if (isMainFrame && this.own) this.own = false
    else {
      contents.emit('will-frame-navigate', event)
      if (isMainFrame) contents.emit('will-navigate', event, url)
    }
    if (!event.defaultPrevented && isMainFrame) contents.emit('did-start-navigation', { ...event }, url, false, true)
    return !event.defaultPrevented
  }

  onCommit(frame) {
    if (frame.parentId) return
    this.own = false
    this.committed = true
    this.failed = frame.unreachableUrl !== undefined
    this.url = chromiumToApp(frame.unreachableUrl ?? frame.url + (frame.urlFragment ?? ''))
    if (this.failed) {
      // Only for a load that the page began: one of the application's hears of it from `Page.navigate`, with the code.
      if (!this.loading) this.fail('ERR_FAILED', this.url)
      return
    }
    this.loading = true
    this.contents.emit('did-navigate', {}, this.url, this.status, '')
  }

  onSameDocument({ frameId, url }) {
    if (frameId !== this.contents.targetId) return
    this.url = chromiumToApp(url)
    this.contents.emit('did-navigate-in-page', {}, this.url, true, 1, 1)
  }

  onLifecycle({ frameId, loaderId, name }) {
    if (frameId !== this.contents.targetId || !this.committed || this.failed) return
    if (name === 'DOMContentLoaded') this.contents.emit('dom-ready', {})
    if (name !== 'load') return
    this.loading = false
    this.lastLoaded = loaderId
    this.contents.emit('did-finish-load', {})
    this.contents.emit('did-stop-loading', {})
    this.signals.emit('loaded')
  }
}

module.exports = { PageLoading }
