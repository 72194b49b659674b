'use strict'
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { application } = require('./application.cjs')
const { LIMIT_MS: HANG_LIMIT_MS } = require('./hang-watch.cjs')
const { codec, frameAt } = require('./ipc.cjs')
const { nativeImage } = require('./native-image.cjs')
const { PageLink } = require('./page-link.cjs')
const registry = require('./registry.cjs')
const { appToChromium } = require('./scheme-url.cjs')
const { record, recordOnly } = require('./strict.cjs')

/** How long a page may take to close, milliseconds. */
const HUNG_CLOSE_MS = Math.min(4000, HANG_LIMIT_MS)

/** `webContents`: the page of a window, shown by Chromium and reached over CDP. */
class WebContents extends PageLink {
  _alive() {
    if (this._destroyed) throw new TypeError('Object has been destroyed')
  }

  send(channel, ...args) {
    this._alive()
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    this._toPage({ type: 'send', channel, args: codec.encode(args) })
  }

  async loadURL(url) {
    this._alive()
    await this._ready
    await this._loading.load(url)
  }

  loadFile(file, options = {}) {
    const url = pathToFileURL(path.resolve(application().folder, file))
    if (options.search) url.search = options.search
    for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value)
    if (options.hash) url.hash = options.hash
    return this.loadURL(url.href)
  }

  reload() {
    this._reload(false)
  }

  reloadIgnoringCache() {
    this._reload(true)
  }

  /** After a crash Chromium takes a reload only once it has noticed, so a crash on its way is waited for. */
  async _reload(ignoreCache) {
    try {
      await this._ready
      await this._crashing
      this._crashed = false
      this._crash = undefined
      await this._loading.reload(ignoreCache)
    } catch (error) {
      if (!this._destroyed && !registry.exiting) console.error('stand-in: reload:', error.message)
    }
  }

  forcefullyCrashRenderer() {
    if (this._crashed) return
    this._crashing = new Promise((resolve) => {
      this._crash = resolve
    })
    // The answer never comes: the page that would give it is gone.
    this._ready.then(() => this._cdp.send('Page.crash')).catch(() => {})
  }

  async executeJavaScript(expression, userGesture = false) {
    this._alive()
    await this._ready
    const options = { awaitPromise: true, returnByValue: true, userGesture, replMode: false }
    const { result, exceptionDetails } = await this._cdp.send('Runtime.evaluate', { expression, ...options })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  async capturePage(area) {
    this._alive()
    await this._ready
    const clip = area ? { clip: { ...area, scale: 1 } } : {}
    const { data } = await this._cdp.send('Page.captureScreenshot', clip)
    return nativeImage.createFromBuffer(Buffer.from(data, 'base64'))
  }

  setWindowOpenHandler(handler) {
    this._openHandler = handler
  }

  get mainFrame() {
    return frameAt(this, appToChromium(this._loading.url))
  }

  getURL() {
    return this._loading.url
  }

  getTitle() {
    return this._window.getTitle()
  }

  isLoading() {
    return this._loading.loading
  }

  isLoadingMainFrame() {
    return this._loading.loading
  }

  isDestroyed() {
    return this._destroyed
  }

  isCrashed() {
    return this._crashed
  }

  isFocused() {
    return this._window.isFocused()
  }

  isDevToolsOpened() {
    return false
  }

  getType() {
    return 'window'
  }

  getZoomFactor() {
    return this._zoomFactor
  }

  setZoomFactor(factor) {
    record('webContents.setZoomFactor', [factor])
    this._zoomFactor = factor
  }

  /** Closes the page, and with it its window. */
  close() {
    this._closingSince ??= Date.now()
    if (this._destroyed || registry.exiting || !this.targetId) return
    // A page that hangs never agrees to close; Chromium would wait for it for ever.
    if (Date.now() - this._closingSince > HUNG_CLOSE_MS) this._cdp?.send('Page.crash').catch(() => {})
    const { connection } = registry.chromium
    connection.browser.send('Target.closeTarget', { targetId: this.targetId }).catch(() => {})
    // Asked again until Chromium has heard: a navigation that commits at the same moment swallows the wish.
    setTimeout(() => this.close(), 250).unref()
  }
}

recordOnly(WebContents.prototype, 'webContents', [
  'openDevTools',
  'closeDevTools',
  'setZoomLevel',
  'setAudioMuted',
  'setBackgroundThrottling',
  'setIgnoreMenuShortcuts',
  'setUserAgent',
  'focus',
])

WebContents.prototype.setVisualZoomLevelLimits = async function setVisualZoomLevelLimits(...limits) {
  record('webContents.setVisualZoomLevelLimits', limits)
}

module.exports = { WebContents }
