'use strict'
const registry = require('./registry.cjs')
const { screen } = require('./screen.cjs')
const { record, strictEmitter } = require('./strict.cjs')

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

/** Where a window is and how large. Only the content's size is real; place, kiosk and full screen are bookkeeping. */
class WindowGeometry extends strictEmitter('BrowserWindow', EVENTS) {
  constructor(options) {
    super()
    this._fullscreen = Boolean(options.fullscreen || options.kiosk)
    this._kiosk = Boolean(options.kiosk)
    this._maximized = false
    this._bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
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
}

module.exports = { WindowGeometry }
