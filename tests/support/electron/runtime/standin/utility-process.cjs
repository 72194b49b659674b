'use strict'
const { fork } = require('node:child_process')
const path = require('node:path')
const { app } = require('./app.cjs')
const registry = require('./registry.cjs')
const { notImplemented, strict, strictEmitter } = require('./strict.cjs')

/** Node's stdio for the child from Electron's `pipe`, `inherit`, `ignore` or a list of them. */
function stdioOf(stdio = 'inherit') {
  const [, out, err] = Array.isArray(stdio) ? stdio : ['ignore', stdio, stdio]
  return ['ignore', out, err, 'ipc']
}

/** `UtilityProcess`: a Node process with `process.parentPort`; ends with the main process. */
class UtilityProcess extends strictEmitter('UtilityProcess', ['spawn', 'message', 'exit', 'error']) {
  constructor(entry, args, options) {
    super()
    this._killed = false
    this._child = fork(path.join(__dirname, 'utility-entry.cjs'), [entry, ...args], {
      execArgv: options.execArgv ?? [],
      env: options.env ?? process.env,
      cwd: options.cwd,
      serialization: 'advanced',
      stdio: stdioOf(options.stdio),
    })
    this.pid = undefined
    this.stdout = this._child.stdout
    this.stderr = this._child.stderr
    registry.utilities.add(this)
    this._child.on('spawn', () => {
      this.pid = this._child.pid
      this.emit('spawn')
    })
    this._child.on('message', ({ data }) => this.emit('message', data))
    this._child.on('error', () => {})
    this._child.on('exit', (code, signal) => this._ended(code, signal, options.serviceName))
  }

  _ended(code, signal, serviceName = 'Node Utility Process') {
    registry.utilities.delete(this)
    this.pid = undefined
    const exitCode = code ?? 128 + 15
    if (exitCode !== 0 && !registry.exiting) {
      const reason = this._killed || signal ? 'killed' : 'abnormal-exit'
      app.emit('child-process-gone', {}, { type: 'Utility', reason, exitCode, serviceName, name: serviceName })
    }
    this.emit('exit', exitCode)
  }

  postMessage(data, transfer = []) {
    if (transfer.length > 0) throw notImplemented('UtilityProcess.postMessage with ports')
    if (this._child.connected) this._child.send({ data }, () => {})
  }

  kill() {
    this._killed = true
    return this._child.kill()
  }
}

const utilityProcess = strict('utilityProcess', {
  fork: (entry, args = [], options = {}) => new UtilityProcess(entry, args, options),
})

module.exports = { utilityProcess, UtilityProcess }
