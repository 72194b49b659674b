'use strict'
const { AppPaths } = require('./app-paths.cjs')
const { application, commandLine } = require('./application.cjs')
const { stopChromium } = require('./chromium.cjs')
const registry = require('./registry.cjs')
const { SingleInstance } = require('./single-instance.cjs')
const { preventable, record, recordOnly, strict, strictEmitter } = require('./strict.cjs')
const { ELECTRON_VERSION } = require('./versions.cjs')

const EVENTS = [
  'will-finish-launching',
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'web-contents-created',
  'render-process-gone',
  'child-process-gone',
]

const switches = strict('app.commandLine', {
  appendSwitch: (name, value = '') => void commandLine.switches.set(name, value),
  removeSwitch: (name) => void commandLine.switches.delete(name),
  hasSwitch: (name) => commandLine.switches.has(name),
  getSwitchValue: (name) => commandLine.switches.get(name) ?? '',
})

/** `app`: the application's life, its folders and its single instance. */
class App extends strictEmitter('app', EVENTS) {
  constructor() {
    super()
    const { manifest, packaged } = application()
    this._name = manifest.productName ?? manifest.name ?? 'Electron'
    this._paths = new AppPaths(() => this._name)
    this._instance = new SingleInstance(({ argv, cwd, data }) => this.emit('second-instance', {}, argv, cwd, data))
    this._isReady = false
    this._quitting = false
    this._login = { openAtLogin: false }
    this._whenReady = new Promise((resolve) => {
      this._resolveReady = resolve
    })
    this.isPackaged = packaged
    this.commandLine = switches
    this.userAgentFallback = ''
  }

  /** Called once by the start-up. `ready` goes out before the promise: Playwright's loader keeps its arguments. */
  _becomeReady() {
    this._isReady = true
    this.emit('will-finish-launching')
    this.emit('ready', {}, {})
    this._resolveReady()
  }

  whenReady() {
    return this._whenReady
  }

  isReady() {
    return this._isReady
  }

  getName() {
    return this._name
  }

  setName(name) {
    this._name = name
  }

  get name() {
    return this._name
  }

  set name(name) {
    this._name = name
  }

  getVersion() {
    return application().manifest.version ?? ELECTRON_VERSION
  }

  getAppPath() {
    return application().folder
  }

  getLocale() {
    return commandLine.switches.get('lang') || 'en-US'
  }

  getSystemLocale() {
    return 'en-US'
  }

  getPreferredSystemLanguages() {
    return ['en-US']
  }

  getPath(name) {
    return this._paths.get(name)
  }

  setPath(name, folder) {
    this._paths.set(name, folder)
  }

  requestSingleInstanceLock(data) {
    return this._instance.request(this.getPath('userData'), data)
  }

  hasSingleInstanceLock() {
    return this._instance.lock !== undefined
  }

  releaseSingleInstanceLock() {
    this._instance.release()
  }

  getLoginItemSettings() {
    return { ...this._login, wasOpenedAtLogin: false, openAsHidden: false, launchItems: [] }
  }

  setLoginItemSettings(settings) {
    record('app.setLoginItemSettings', [settings])
    this._login = { ...settings }
  }

  getAppMetrics() {
    const memory = { workingSetSize: Math.round(process.memoryUsage().rss / 1024), peakWorkingSetSize: 0 }
    return [{ pid: process.pid, type: 'Browser', memory, cpu: { percentCPUUsage: 0, idleWakeupsPerSecond: 0 } }]
  }

  /** Asks everyone, closes the windows, then ends. Any `preventDefault` on the way keeps the application running. */
  async quit() {
    if (this._quitting || registry.exiting) return
    const before = preventable()
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this._quitting = true
    const windows = [...registry.windows]
    const gone = windows.map((window) => new Promise((resolve) => window.once('closed', resolve)))
    for (const window of windows) {
      if (!window._tryClose()) {
        this._quitting = false
        return
      }
    }
    await Promise.all(gone)
    const will = preventable()
    this.emit('will-quit', will)
    this._quitting = false
    if (!will.defaultPrevented) this.exit(0)
  }

  /** Ends without asking. */
  exit(code = 0) {
    if (registry.exiting) return
    registry.exiting = true
    this.emit('quit', {}, code)
    for (const utility of registry.utilities) utility.kill()
    this.releaseSingleInstanceLock()
    const stopped = registry.chromium ? stopChromium(registry.chromium) : Promise.resolve()
    stopped.finally(() => process.exit(code))
  }

  _windowClosed() {
    if (registry.windows.size > 0 || this._quitting || registry.exiting) return
    if (!this.emit('window-all-closed')) this.quit()
  }
}

recordOnly(App.prototype, 'app', [
  'relaunch',
  'setBadgeCount',
  'focus',
  'disableHardwareAcceleration',
  'enableSandbox',
  'setAppUserModelId',
  'setAboutPanelOptions',
  'setAppLogsPath',
])

module.exports = { app: new App() }
