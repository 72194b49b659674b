'use strict'
const { app } = require('./app.cjs')
const { watchForHang } = require('./hang-watch.cjs')
const { IpcMain, deliverToMain } = require('./ipc.cjs')
const { PageLoading } = require('./page-loading.cjs')
const { WORLD, pageScripts } = require('./page-scripts.cjs')
const registry = require('./registry.cjs')
const { chromiumToApp } = require('./scheme-url.cjs')
const { defaultSession } = require('./session.cjs')
const { notImplemented, preventable, strictEmitter } = require('./strict.cjs')

const EVENTS = [
  'did-start-loading',
  'did-stop-loading',
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'did-start-navigation',
  'did-navigate',
  'did-navigate-in-page',
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'did-create-window',
  'render-process-gone',
  'unresponsive',
  'responsive',
  'context-menu',
  'before-input-event',
  'console-message',
  'preload-error',
  'ipc-message',
  'destroyed',
]

const LEVELS = { warning: 'warning', error: 'error', debug: 'debug' }

/** The preferences that this stand-in can keep; others would be a promise it breaks. */
function checkPreferences(preferences) {
  const wrong = [
    ['contextIsolation', true],
    ['sandbox', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webviewTag', false],
    ['webSecurity', true],
  ].find(([name, only]) => preferences[name] !== undefined && preferences[name] !== only)
  if (wrong) throw notImplemented(`webPreferences.${wrong[0]}: ${preferences[wrong[0]]}`)
  if (preferences.partition) throw notImplemented('webPreferences.partition')
  if (preferences.session && preferences.session !== defaultSession) throw notImplemented('webPreferences.session')
}

let lastId = 0

/** The tie between a window and its Chromium target: opens it, hears what happens there, passes messages. */
class PageLink extends strictEmitter('webContents', EVENTS) {
  constructor(window, preferences) {
    super()
    checkPreferences(preferences)
    this.id = ++lastId
    this.ipc = new IpcMain()
    this.session = defaultSession
    this._window = window
    this._preferences = preferences
    this._loading = new PageLoading(this)
    this._openHandler = undefined
    this._crash = undefined
    this._crashed = false
    this._destroyed = false
    this._preloadContext = undefined
    this._zoomFactor = 1
    this._closingSince = undefined
    this.targetId = undefined
    this._ready = this._open()
    this._ready.catch((error) => {
      if (!this._destroyed && !registry.exiting) console.error(error)
    })
  }

  async _open() {
    await registry.started
    const { connection } = registry.chromium
    const { targetId } = await connection.browser.send('Target.createTarget', { url: 'about:blank', newWindow: true })
    this.targetId = targetId
    registry.contents.set(targetId, this)
    const cdp = await connection.attach(targetId)
    this._cdp = cdp
    const scripts = pageScripts(this._preferences)
    this._listen(cdp, scripts)
    await cdp.send('Page.enable')
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.isolated, worldName: WORLD })
    await cdp.send('Runtime.addBinding', { name: scripts.openBinding })
    await cdp.send('Runtime.addBinding', { name: scripts.preloadBinding, executionContextName: WORLD })
    await cdp.send('Runtime.enable')
    await cdp.send('Inspector.enable')
    await this._loading.start(cdp)
    await this._window._applyBounds(cdp)
    this._watch()
  }

  _listen(cdp, scripts) {
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === WORLD && context.auxData.frameId === this.targetId) this._preloadContext = context.id
    })
    cdp.on('Runtime.executionContextsCleared', () => {
      this._preloadContext = undefined
    })
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const message = JSON.parse(payload)
      if (name === scripts.openBinding) this._onOpen(message)
      else if (name === scripts.preloadBinding && executionContextId === this._preloadContext) this._onMessage(message)
    })
    cdp.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const message = args.map((arg) => arg.value ?? arg.description).join(' ')
      const from = stackTrace?.callFrames[0]
      const sourceId = chromiumToApp(from?.url ?? '')
      this.emit('console-message', {
        level: LEVELS[type] ?? 'info',
        message,
        lineNumber: from?.lineNumber ?? 0,
        sourceId,
      })
    })
    cdp.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
      if (exceptionDetails.executionContextId !== this._preloadContext) return
      const description = exceptionDetails.exception?.description ?? exceptionDetails.text
      console.error('preload:', description)
      this.emit('preload-error', {}, this._preferences.preload, new Error(description))
    })
    cdp.on('Inspector.targetCrashed', () => this._onCrash())
  }

  _watch() {
    this._stopWatching = watchForHang({
      ping: async () => {
        if (this._crashed) throw new Error('page has crashed')
        await this._cdp.send('Runtime.evaluate', { expression: '1' })
      },
      onHang: () => {
        this.emit('unresponsive', {})
        this._window.emit('unresponsive')
      },
      onRecover: () => {
        this.emit('responsive', {})
        this._window.emit('responsive')
      },
    })
    if (this._destroyed) this._stopWatching()
  }

  _onCrash() {
    if (this._crashed) return
    this._crashed = true
    this._preloadContext = undefined
    this._loading.lose()
    const details = { reason: this._crash ? 'killed' : 'crashed', exitCode: this._crash ? 9 : 5 }
    this._crash?.()
    if (this._closingSince !== undefined) return
    this.emit('render-process-gone', {}, details)
    app.emit('render-process-gone', {}, this, details)
  }

  _onMessage(message) {
    if (message.type === 'context-menu') {
      if (message.prevented) return
      const params = { ...message.params, pageURL: chromiumToApp(message.params.pageURL) }
      this.emit('context-menu', preventable(), params)
    } else if (message.type === 'input') this.emit('before-input-event', preventable(), message.input)
    else deliverToMain(this, message)
  }

  /** `window.open`, or a link that wants a window of its own. */
  _onOpen({ url: asked, frameName = '', features = '' }) {
    const url = chromiumToApp(asked)
    const referrer = { url: this.getURL(), policy: '' }
    const wish = { url, frameName, features, disposition: 'foreground-tab', referrer }
    const { action, overrideBrowserWindowOptions = {} } = this._openHandler?.(wish) ?? { action: 'allow' }
    if (action !== 'allow') return
    const child = new this._window.constructor(overrideBrowserWindowOptions)
    this.emit('did-create-window', child, { url, frameName, options: overrideBrowserWindowOptions })
    child.loadURL(url).catch(() => {})
  }

  _toPage(message) {
    if (this._preloadContext === undefined || this._destroyed) return
    const expression = `globalThis.__standinReceive(${JSON.stringify(message)})`
    this._cdp.send('Runtime.evaluate', { expression, contextId: this._preloadContext }).catch(() => {})
  }

  /** Chromium says the page is gone, for whatever reason. */
  _gone() {
    if (this._destroyed) return
    this._destroyed = true
    this._stopWatching?.()
    this._loading.lose()
    registry.contents.delete(this.targetId)
    this.emit('destroyed', {})
    this._window._closed()
  }
}

module.exports = { PageLink }
