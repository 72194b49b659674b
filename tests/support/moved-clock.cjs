'use strict'
/**
 * Gives a Node process a clock that a test moves: loaded before all else (`-r`), it stands in for `Date`, `performance.now` and
 * the timers. Between two moves time passes as it does. A move runs each timer that fell due in it once, as Playwright's
 * `clock.fastForward` does in pages.
 *
 * It begins `AX_CLOCK_AHEAD` milliseconds ahead and is moved by `globalThis.moveClock(milliseconds)`, or by a parent's message
 * `{ moveClock: milliseconds }`, which is answered `{ type: 'clockMoved' }`.
 */
const { AsyncLocalStorage } = require('node:async_hooks')
const { promisify } = require('node:util')

const RealDate = Date
const realNow = Date.now
const realPerformanceNow = performance.now.bind(performance)
const real = { setTimeout, setInterval, clearTimeout, clearInterval }
/** Shorter waits come to their end by themselves, milliseconds. */
const SHORT = 500
/** Longer ones the platform takes for none. */
const LONGEST = 2 ** 31 - 1

let ahead = Number(process.env.AX_CLOCK_AHEAD ?? 0)
const now = () => realNow() + ahead

RealDate.now = now
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length > 0 ? given : [now()], newTarget),
  apply: () => new RealDate(now()).toString(),
})
RealDate.prototype.constructor = globalThis.Date
performance.now = () => realPerformanceNow() + ahead

const running = new Set()

class MovedTimer {
  #native
  #isRef = true

  constructor(run, delay, repeats) {
    this.run = AsyncLocalStorage.bind(run)
    this.delay = delay
    this.repeats = repeats
    this.#begin()
  }

  #begin() {
    this.due = performance.now() + this.delay
    this.#native = real.setTimeout(() => this.fire(), this.delay)
    if (!this.#isRef) this.#native.unref()
    running.add(this)
  }

  fire() {
    this.close()
    if (this.repeats) this.#begin()
    this.run()
  }

  close() {
    real.clearTimeout(this.#native)
    running.delete(this)
    return this
  }

  refresh() {
    this.close()
    this.#begin()
    return this
  }

  ref() {
    this.#isRef = true
    this.#native.ref()
    return this
  }

  unref() {
    this.#isRef = false
    this.#native.unref()
    return this
  }

  hasRef() {
    return this.#native.hasRef()
  }

  [Symbol.dispose]() {
    this.close()
  }
}

const starter =
  (start, repeats) =>
  (callback, delay, ...given) =>
    delay >= SHORT && delay <= LONGEST
      ? new MovedTimer(() => callback(...given), Number(delay), repeats)
      : start(callback, delay, ...given)
const ender = (end) => (timer) => (timer instanceof MovedTimer ? void timer.close() : end(timer))
globalThis.setTimeout = Object.assign(starter(real.setTimeout, false), {
  [promisify.custom]: real.setTimeout[promisify.custom],
})
globalThis.setInterval = starter(real.setInterval, true)
globalThis.clearTimeout = ender(real.clearTimeout)
globalThis.clearInterval = ender(real.clearInterval)

function move(milliseconds) {
  ahead += milliseconds
  const due = [...running].filter((timer) => timer.due <= performance.now()).sort((a, b) => a.due - b.due)
  for (const timer of due) if (running.has(timer)) timer.fire()
}

/** In a turn of its own, as timers are run: a debugger's call comes in the middle of whatever the program is doing. */
globalThis.moveClock = (milliseconds) =>
  new Promise((resolve) => {
    setImmediate(() => {
      move(milliseconds)
      resolve()
    })
  })

if (process.send) {
  process.on('message', (message) => {
    if (typeof message?.moveClock !== 'number') return
    globalThis.moveClock(message.moveClock).then(() => process.send({ type: 'clockMoved' }))
  })
  // What listens here keeps no process alive.
  process.channel.unref()
}
