'use strict'

/**
 * One half of `contextBridge`; the same text runs in the page's world and in the preload's. DOM events with a secret
 * name cross worlds and are synchronous, as calls through Electron's bridge are. May use nothing from outside itself.
 * @param {(hooks: object) => { encode: Function, decode: Function }} makeCodec
 * @param {string} secret prefix of the events' names
 * @param {'main' | 'isolated'} mine
 * @param {'main' | 'isolated'} theirs
 * @param {(key: string, value: unknown) => void} onExpose
 */
function makeBridge(makeCodec, secret, mine, theirs, onExpose) {
  const listen = window.addEventListener.bind(window)
  const fire = window.dispatchEvent.bind(window)
  const Event = CustomEvent
  const functions = new Map()
  const functionIds = new WeakMap()
  const unsettled = new Map()
  let lastId = 0
  let returned

  /** Gives what the other world answered before the event's dispatch came back, if anything. */
  const post = (message) => {
    returned = undefined
    fire(new Event(secret + theirs, { detail: JSON.stringify(message) }))
    const answer = returned
    returned = undefined
    return answer
  }

  const codec = makeCodec({
    fn: (f) => {
      if (!functionIds.has(f)) {
        functionIds.set(f, ++lastId)
        functions.set(lastId, f)
      }
      return functionIds.get(f)
    },
    unfn:
      (id) =>
      (...args) =>
        unwrap(post({ type: 'call', id, args: codec.encode(args) })),
    promise: (promise) => {
      const id = ++lastId
      promise.then(
        (value) => settle(id, true, value),
        (error) => settle(id, false, error),
      )
      return id
    },
    unpromise: (id) => new Promise((resolve, reject) => unsettled.set(id, { resolve, reject })),
  })

  const unwrap = (answer) => {
    if (!answer) throw new Error('contextBridge: the other world is gone')
    const value = codec.decode(answer.value)
    if (!answer.ok) throw value
    return value
  }
  const wrap = (ok, value) => {
    try {
      return { ok, value: codec.encode(value) }
    } catch (error) {
      return { ok: false, value: codec.encode(error) }
    }
  }
  const attempt = (work) => {
    try {
      return wrap(true, work())
    } catch (error) {
      return wrap(false, error)
    }
  }
  const settle = (id, ok, value) => post({ type: 'settle', id, ...wrap(ok, value) })

  listen(secret + mine, (event) => {
    const message = JSON.parse(event.detail)
    if (message.type === 'return') returned = message
    else if (message.type === 'settle') {
      const waiting = unsettled.get(message.id)
      unsettled.delete(message.id)
      if (message.ok) waiting.resolve(codec.decode(message.value))
      else waiting.reject(codec.decode(message.value))
    } else if (message.type === 'expose') {
      const answer = attempt(() => onExpose(message.key, codec.decode(message.value)))
      post({ type: 'return', ...answer })
    } else if (message.type === 'call') {
      const answer = attempt(() => functions.get(message.id)(...codec.decode(message.args)))
      post({ type: 'return', ...answer })
    }
  })

  return {
    expose: (key, api) => {
      unwrap(post({ type: 'expose', key, value: codec.encode(api) }))
    },
  }
}

module.exports = { makeBridge }
