'use strict'
const { standIn } = require('./seam.cjs')
const { record, strict, strictEmitter } = require('./strict.cjs')

/** A question to a person who is not there: answered by the test, or an error. */
const ask = (method) =>
  async function answered(...args) {
    record(`dialog.${method}`, args)
    if (!(method in standIn.dialogAnswers)) throw new Error(`stand-in: no answer set for dialog.${method}`)
    return standIn.dialogAnswers[method]
  }

const dialog = strict('dialog', {
  showMessageBox: ask('showMessageBox'),
  showOpenDialog: ask('showOpenDialog'),
  showSaveDialog: ask('showSaveDialog'),
  showErrorBox(title, content) {
    record('dialog.showErrorBox', [title, content])
    console.error(`${title}: ${content}`)
  },
})

const shell = strict('shell', {
  openExternal: async (...args) => record('shell.openExternal', args),
  openPath: async (...args) => {
    record('shell.openPath', args)
    return ''
  },
  showItemInFolder: (...args) => record('shell.showItemInFolder', args),
  beep: () => record('shell.beep', []),
})

let copied = ''

/** `clipboard`: text, and the application's own; the page's copy and paste do not reach it. */
const clipboard = strict('clipboard', {
  writeText(text) {
    copied = text
  },
  readText: () => copied,
  clear() {
    copied = ''
  },
})

const shortcuts = new Map()

standIn.pressShortcut = (accelerator) => {
  shortcuts.get(accelerator)?.()
  return shortcuts.has(accelerator)
}

const globalShortcut = strict('globalShortcut', {
  register(accelerator, callback) {
    record('globalShortcut.register', [accelerator])
    if (shortcuts.has(accelerator)) return false
    shortcuts.set(accelerator, callback)
    return true
  },
  isRegistered: (accelerator) => shortcuts.has(accelerator),
  unregister: (accelerator) => void shortcuts.delete(accelerator),
  unregisterAll: () => shortcuts.clear(),
})

/** `Notification`: recorded, never drawn. */
class Notification extends strictEmitter('Notification', ['show', 'close', 'click']) {
  static isSupported() {
    return true
  }

  constructor(options = {}) {
    super()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }

  show() {
    record('Notification.show', [{ title: this.title, body: this.body }])
    this.emit('show', {})
  }

  close() {
    this.emit('close', {})
  }
}

let theme = 'system'

class NativeTheme extends strictEmitter('nativeTheme', ['updated']) {
  get themeSource() {
    return theme
  }

  set themeSource(source) {
    record('nativeTheme.themeSource', [source])
    theme = source
    this.emit('updated')
  }

  get shouldUseDarkColors() {
    return theme === 'dark'
  }

  get shouldUseHighContrastColors() {
    return false
  }
}

const crashReporter = strict('crashReporter', { start: (options) => record('crashReporter.start', [options]) })

module.exports = {
  dialog,
  shell,
  clipboard,
  globalShortcut,
  Notification,
  crashReporter,
  nativeTheme: new NativeTheme(),
}
