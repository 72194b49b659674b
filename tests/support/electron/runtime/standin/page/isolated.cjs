'use strict'

/**
 * The preload's side of a window: what a sandboxed preload's `require('electron')` and `process` give. Runs in the
 * page's isolated world, so it may use nothing from outside itself.
 * @param {(hooks: object) => { encode: Function, decode: Function }} makeCodec
 * @param {{ expose: (key: string, api: unknown) => void }} bridge
 * @param {(text: string) => void} native the way to the main process
 * @param {{ platform: string, arch: string, versions: object, argv: string[] }} facts
 */
function makePreloadWorld(makeCodec, bridge, native, facts) {
  const codec = makeCodec({})
  const invocations = new Map()
  const listeners = new Map()
  let lastId = 0

  const missing = (name) => new Error(`stand-in: electron.${name} is not implemented`)
  const strict = (name, object) =>
    new Proxy(object, {
      get(target, key) {
        if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') return target[key]
        throw missing(`${name}.${key}`)
      },
    })

  const tell = (message) => native(JSON.stringify({ href: location.href, ...message }))
  const on = (channel, listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, call: listener }])
    return ipcRenderer
  }
  const off = (channel, listener) => {
    const list = listeners.get(channel) ?? []
    const index = list.findIndex((entry) => entry.listener === listener)
    listeners.set(channel, index < 0 ? list : list.toSpliced(index, 1))
    return ipcRenderer
  }
  const once = (channel, listener) => {
    const call = (...args) => {
      off(channel, listener)
      listener(...args)
    }
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, call }])
    return ipcRenderer
  }
  const removeAllListeners = (channel) => {
    if (channel === undefined) listeners.clear()
    else listeners.delete(channel)
    return ipcRenderer
  }

  const ipcRenderer = strict('ipcRenderer', {
    on,
    addListener: on,
    off,
    removeListener: off,
    once,
    removeAllListeners,
    listenerCount: (channel) => (listeners.get(channel) ?? []).length,
    send: (channel, ...args) => tell({ type: 'send', channel, args: codec.encode(args) }),
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const text = codec.encode(args)
        const id = ++lastId
        invocations.set(id, { resolve, reject })
        tell({ type: 'invoke', id, channel, args: text })
      }),
  })

  const receive = (message) => {
    if (message.type === 'reply') {
      const waiting = invocations.get(message.id)
      invocations.delete(message.id)
      if (message.ok) waiting?.resolve(codec.decode(message.value))
      else waiting?.reject(new Error(message.value))
      return
    }
    const args = codec.decode(message.args)
    const event = { sender: ipcRenderer, senderId: 0, ports: [] }
    for (const { call } of listeners.get(message.channel) ?? []) call(event, ...args)
  }

  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key, api) => {
      bridge.expose(key, api)
    },
  })
  const electron = strict('renderer', { ipcRenderer, contextBridge })
  const process = strict('preload process', {
    platform: facts.platform,
    arch: facts.arch,
    versions: facts.versions,
    version: facts.versions.node,
    argv: facts.argv,
    env: {},
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    nextTick: (work, ...args) => queueMicrotask(() => work(...args)),
  })
  const require = (id) => {
    if (id === 'electron' || id === 'electron/renderer') return electron
    if (['events', 'timers', 'url'].includes(id.replace(/^node:/, ''))) throw missing(`preload require('${id}')`)
    throw new Error(`module not found: ${id}`)
  }

  // What Chromium would tell the main process about input; here it arrives after the page has had it.
  window.addEventListener('contextmenu', (event) => {
    const target = event.target instanceof Element ? event.target : document.body
    tell({
      type: 'context-menu',
      prevented: event.defaultPrevented,
      params: {
        x: event.clientX,
        y: event.clientY,
        linkURL: target.closest('a[href]')?.href ?? '',
        srcURL: target.closest('img[src]')?.src ?? '',
        selectionText: String(getSelection() ?? ''),
        isEditable: target.matches('input, textarea, [contenteditable]'),
        pageURL: location.href,
      },
    })
  })
  for (const type of ['keydown', 'keyup']) {
    const pass = (event) => {
      const { key, code, repeat, shiftKey, ctrlKey, altKey, metaKey } = event
      const modifiers = { shift: shiftKey, control: ctrlKey, alt: altKey, meta: metaKey }
      tell({
        type: 'input',
        input: { type: type === 'keydown' ? 'keyDown' : 'keyUp', key, code, isAutoRepeat: repeat, ...modifiers },
      })
    }
    window.addEventListener(type, pass, true)
  }

  return { process, require, receive }
}

module.exports = { makePreloadWorld }
