'use strict'
const { EventEmitter } = require('node:events')
const { standIn } = require('./seam.cjs')

/** Names that the language, Node or Playwright ask any object for; they must answer `undefined`, not throw. */
const ASKED_BY_ANYONE = new Set(['then', 'toJSON', 'inspect', 'nodeType', 'domain', 'constructor', '__esModule'])

const notImplemented = (name) => new Error(`stand-in: electron.${name} is not implemented`)

const mayBeMissing = (key) => typeof key === 'symbol' || key.startsWith('_') || ASKED_BY_ANYONE.has(key)

/**
 * @template {object} T
 * @param {string} name what the object is called below `electron.`
 * @param {T} object
 * @returns {T} the object; reading a member that it lacks throws
 */
function strict(name, object) {
  return new Proxy(object, {
    get(target, key, receiver) {
      if (key in target || mayBeMissing(key)) return Reflect.get(target, key, receiver)
      throw notImplemented(`${name}.${key}`)
    },
  })
}

/** A whole module nobody wrote: importing it is allowed, any use throws. */
function missingModule(name) {
  const refuse = () => {
    throw notImplemented(name)
  }
  return new Proxy(function missing() {}, {
    get(target, key) {
      if (mayBeMissing(key)) return Reflect.get(target, key)
      throw notImplemented(`${name}.${key}`)
    },
    apply: refuse,
    construct: refuse,
  })
}

/**
 * A base class of event emitters whose missing members throw. Listening to an event that the stand-in never emits is
 * allowed, since a real application listens to many, but it is said once on stderr and kept in `standIn.silentEvents`.
 * @param {string} name
 * @param {string[]} emitted the events that do happen here
 */
function strictEmitter(name, emitted) {
  const known = new Set([...emitted, 'newListener', 'removeListener'])
  class Emitter extends EventEmitter {
    constructor() {
      super()
      this.setMaxListeners(0)
      EventEmitter.prototype.on.call(this, 'newListener', (event) => {
        const label = `${name} '${String(event)}'`
        if (known.has(event) || standIn.silentEvents.includes(label)) return
        standIn.silentEvents.push(label)
        process.stderr.write(`stand-in: electron.${label} is never emitted here\n`)
      })
    }
  }
  // At the end of the chain and not around the object, so that private fields and `instanceof` keep working.
  const guard = new Proxy(Object.create(EventEmitter.prototype), {
    get(target, key, receiver) {
      if (key in target || mayBeMissing(key)) return Reflect.get(target, key, receiver)
      throw notImplemented(`${name}.${key}`)
    },
  })
  Object.setPrototypeOf(Emitter.prototype, guard)
  return Emitter
}

/** Notes a call that has no effect here, where tests can read it: `standIn.recorded`. */
function record(api, args) {
  standIn.recorded.push({ api, arguments: [...args] })
}

/** Gives a class methods that only record their calls. */
function recordOnly(prototype, name, methods) {
  for (const method of methods) {
    prototype[method] = function recorded(...args) {
      record(`${name}.${method}`, args)
    }
  }
}

/** An event object with `preventDefault`, as Electron's events have. */
function preventable(fields = {}) {
  return Object.assign(fields, {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  })
}

module.exports = { notImplemented, strict, missingModule, strictEmitter, record, recordOnly, preventable }
