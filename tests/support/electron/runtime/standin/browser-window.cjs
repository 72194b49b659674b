'use strict'
const { app } = require('./app.cjs')
const registry = require('./registry.cjs')
const { preventable, record, recordOnly, strict } = require('./strict.cjs')
const { WebContents } = require('./web-contents.cjs')
const { WindowGeometry } = require('./window-geometry.cjs')

let lastId = 0

/** `BrowserWindow`: a Chromium window of the wished content size; what a window manager would do is only recorded. */
class BrowserWindow extends WindowGeometry {
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
    super(options)
    if (options.parent || options.modal) throw new Error('stand-in: child windows are not implemented')
    this.id = ++lastId
    this._title = options.title ?? app.name
    this._visible = options.show !== false
    this._focused = this._visible
    this._alwaysOnTop = Boolean(options.alwaysOnTop)
    this._background = options.backgroundColor ?? '#FFF'
    this._minimized = false
    this._destroyed = false
    this.webContents = new WebContents(this, options.webPreferences ?? {})
    registry.windows.add(this)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    app.emit('browser-window-created', {}, this)
    app.emit('web-contents-created', {}, this.webContents)
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
