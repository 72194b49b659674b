'use strict'
const { standIn } = require('./seam.cjs')
const { strict, strictEmitter } = require('./strict.cjs')

let lastBlocker = 0
const blockers = new Map()

/** `powerSaveBlocker`: bookkeeping only; no display is kept awake. */
const powerSaveBlocker = strict('powerSaveBlocker', {
  start(type) {
    blockers.set(++lastBlocker, type)
    return lastBlocker
  },
  stop: (id) => blockers.delete(id),
  isStarted: (id) => blockers.has(id),
})

const EVENTS = ['suspend', 'resume', 'on-ac', 'on-battery', 'shutdown', 'lock-screen', 'unlock-screen']

/** `powerMonitor`: its events come from tests, which emit them. */
class PowerMonitor extends strictEmitter('powerMonitor', EVENTS) {
  getSystemIdleTime() {
    return standIn.idleSeconds
  }

  getSystemIdleState(threshold) {
    return standIn.idleSeconds >= threshold ? 'idle' : 'active'
  }

  isOnBatteryPower() {
    return false
  }
}

module.exports = { powerSaveBlocker, powerMonitor: new PowerMonitor() }
