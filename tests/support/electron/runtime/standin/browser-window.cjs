'use strict'
const { app } = require('./app.cjs')
const registry = require('./registry.cjs')
const { screen } = require('./screen.cjs')
const { preventable, record, recordOnly, strict, strictEmitter } = require('./strict.cjs')
const { WebContents } = require('./web-contents.cjs')

const EVENTS = [
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'close',
  'closed',
  'resize',
  'move',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  'always-on-top-changed',
  'page-title-updated',
  'unresponsive',
  'responsive',
]

let lastId = 0

/** `BrowserWindow`: a Chromium window of the wished content size; what a window manager would do is only recorded. */
class BrowserWindow extends strictEmitter('BrowserWindow', EVENTS) {
  static getAllWindows() {
    return [...registry.windows]
  }

  static fromWebContents(contents) {
    return contents?._window ?? null
  }

  static fromId(id) {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null
  }

  static getFocusedWindow() {
    return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null
  }

  constructor(options = {}) {
    super()
    if (options.parent || options.modal) throw new Error('stand-in: child windows are not implemented')
    this.id = ++lastId
    this._title = options.title ?? app.name
    this._visible = options.show !== false
    this._focused = this._visible
    this._fullscreen = Boolean(options.fullscreen || options.kiosk)
    this._kiosk = Boolean(options.kiosk)
    this._alwaysOnTop = Boolean(options.alwaysOnTop)
    this._background = options.backgroundColor ?? '#FFF'
    this._maximized = false
    this._minimized = false
    this._destroyed = false
    this._bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.webContents = new WebContents(this, options.webPreferences ?? {})
    registry.windows.add(this)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    app.emit('browser-window-created', {}, this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  get _effectiveBounds() {
    if (this._fullscreen) return { ...screen.getPrimaryDisplay().bounds }
    return this._maximized ? { ...screen.getPrimaryDisplay().workArea } : { ...this._bounds }
  }

  /** The content area gets the wished size, whatever frame Chromium draws around it. */
  async _applyBounds(cdp) {
    const wished = this._effectiveBounds
    const { windowId, bounds } = await cdp.send('Browser.getWindowForTarget')
    if (bounds.windowState !== 'normal') {
      await cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } })
    }
    const expression = '[outerWidth - innerWidth, outerHeight - innerHeight]'
    const { result } = await cdp.send('Runtime.evaluate', { expression, returnByValue: true })
    const [frameWidth, frameHeight] = result.value
    const outer = { width: wished.width + frameWidth, height: wished.height + frameHeight }
    await cdp.send('Browser.setWindowBounds', { windowId, bounds: { left: wished.x, top: wished.y, ...outer } })
  }

  async _rearrange(event) {
    try {
      await this.webContents._ready
      await this._applyBounds(this.webContents._cdp)
      this.emit(event)
    } catch (error) {
      if (!this._destroyed && !registry.exiting) console.error('stand-in: bounds:', error.message)
    }
  }

  loadURL(url) {
    return this.webContents.loadURL(url)
  }

  loadFile(file, options) {
    return this.webContents.loadFile(file, options)
  }

  reload() {
    this.webContents.reload()
  }

  capturePage(area) {
    return this.webContents.capturePage(area)
  }

  show() {
    this.showInactive()
    this.focus()
  }

  showInactive() {
    if (this._visible) return
    this._visible = true
    this.emit('show')
  }

  hide() {
    if (!this._visible) return
    this._visible = false
    this._focused = false
    this.emit('hide')
  }

  focus() {
    if (this._focused || !this._visible) return
    this._focused = true
    this.emit('focus')
    app.emit('browser-window-focus', {}, this)
  }

  blur() {
    if (!this._focused) return
    this._focused = false
    this.emit('blur')
    app.emit('browser-window-blur', {}, this)
  }

  isVisible() {
    return this._visible
  }

  isFocused() {
    return this._focused
  }

  setFullScreen(fullscreen) {
    if (this._fullscreen === fullscreen) return
    this._fullscreen = fullscreen
    this._rearrange(fullscreen ? 'enter-full-screen' : 'leave-full-screen')
  }

  isFullScreen() {
    return this._fullscreen
  }

  setKiosk(kiosk) {
    record('BrowserWindow.setKiosk', [kiosk])
    this._kiosk = kiosk
    this.setFullScreen(kiosk)
  }

  isKiosk() {
    return this._kiosk
  }

  setBounds(bounds) {
    Object.assign(this._bounds, bounds)
    this._rearrange('width' in bounds || 'height' in bounds ? 'resize' : 'move')
  }

  getBounds() {
    return this._effectiveBounds
  }

  getContentBounds() {
    return this._effectiveBounds
  }

  getNormalBounds() {
    return { ...this._bounds }
  }

  setSize(width, height) {
    this.setBounds({ width, height })
  }

  getSize() {
    const { width, height } = this._effectiveBounds
    return [width, height]
  }

  setContentSize(width, height) {
    this.setSize(width, height)
  }

  getContentSize() {
    return this.getSize()
  }

  setPosition(x, y) {
    this.setBounds({ x, y })
  }

  getPosition() {
    const { x, y } = this._effectiveBounds
    return [x, y]
  }

  maximize() {
    this._maximized = true
    this._rearrange('maximize')
  }

  unmaximize() {
    this._maximized = false
    this._rearrange('unmaximize')
  }

  isMaximized() {
    return this._maximized
  }

  minimize() {
    this._minimized = true
    this.emit('minimize')
  }

  restore() {
    this._minimized = false
    this.emit('restore')
  }

  isMinimized() {
    return this._minimized
  }

  setAlwaysOnTop(onTop, ...rest) {
    record('BrowserWindow.setAlwaysOnTop', [onTop, ...rest])
    this._alwaysOnTop = onTop
    this.emit('always-on-top-changed', {}, onTop)
  }

  isAlwaysOnTop() {
    return this._alwaysOnTop
  }

  setTitle(title) {
    this._title = title
  }

  getTitle() {
    return this._title
  }

  setBackgroundColor(color) {
    record('BrowserWindow.setBackgroundColor', [color])
    this._background = color
  }

  getBackgroundColor() {
    return this._background
  }

  isDestroyed() {
    return this._destroyed
  }

  close() {
    this._tryClose()
  }

  /** @returns {boolean} whether the application lets the window close */
  _tryClose() {
    if (this._destroyed) return true
    const event = preventable()
    this.emit('close', event)
    if (event.defaultPrevented) return false
    this.destroy()
    return true
  }

  destroy() {
    const close = () => this.webContents.close()
    this.webContents._ready.then(close, () => (this.webContents.targetId ? close() : this.webContents._gone()))
  }

  _closed() {
    if (this._destroyed) return
    this._destroyed = true
    registry.windows.delete(this)
    this.emit('closed')
    app._windowClosed()
  }
}

recordOnly(BrowserWindow.prototype, 'BrowserWindow', [
  'setMenu',
  'removeMenu',
  'setMenuBarVisibility',
  'setAutoHideMenuBar',
  'setSkipTaskbar',
  'setIcon',
  'setResizable',
  'setMovable',
  'setMinimizable',
  'setMaximizable',
  'setClosable',
  'setFullScreenable',
  'setMinimumSize',
  'setMaximumSize',
  'setVisibleOnAllWorkspaces',
  'setProgressBar',
  'flashFrame',
  'moveTop',
  'center',
])

module.exports = { BrowserWindow: strict('BrowserWindow', BrowserWindow) }
