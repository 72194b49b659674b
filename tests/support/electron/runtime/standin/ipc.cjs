'use strict'
const { EventEmitter } = require('node:events')
const { makeCodec } = require('./page/codec.cjs')
const { chromiumToApp, originOf } = require('./scheme-url.cjs')
const { notImplemented } = require('./strict.cjs')

const codec = makeCodec({})

/** `ipcMain` and `webContents.ipc`. */
class IpcMain extends EventEmitter {
  constructor() {
    super()
    this.setMaxListeners(0)
    this._handlers = new Map()
  }

  handle(channel, handler) {
    if (this._handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this._handlers.set(channel, handler)
  }

  handleOnce(channel, handler) {
    this.handle(channel, (...args) => {
      this._handlers.delete(channel)
      return handler(...args)
    })
  }

  removeHandler(channel) {
    this._handlers.delete(channel)
  }
}

const ipcMain = new IpcMain()

/** `WebFrameMain` of a window's only scripted frame, as it was when a message left it. */
function frameAt(contents, href) {
  const url = chromiumToApp(href)
  const frame = { url, origin: originOf(url), parent: null, processId: 1, routingId: 1, frameTreeNodeId: contents.id }
  frame.top = frame
  frame.detached = false
  frame.isDestroyed = () => contents.isDestroyed()
  frame.send = (...args) => contents.send(...args)
  frame.postMessage = () => {
    throw notImplemented('WebFrameMain.postMessage')
  }
  return frame
}

function ipcEvent(contents, message) {
  return {
    type: 'frame',
    sender: contents,
    senderFrame: frameAt(contents, message.href),
    frameId: 1,
    processId: 1,
    ports: [],
    reply: (channel, ...args) => contents.send(channel, ...args),
    preventDefault() {},
  }
}

/** Calls the handler and gives what is to be sent back, as Electron words it. */
async function answer(handler, event, message) {
  const { channel } = message
  try {
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    const value = await handler(event, ...codec.decode(message.args))
    return { ok: true, value: codec.encode(value) }
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    return { ok: false, value: `Error invoking remote method '${channel}': ${error}` }
  }
}

/**
 * Takes a message of a page's preload to the application.
 * @param {import('./web-contents.cjs').WebContents} contents
 * @param {{ type: 'send' | 'invoke', id: number, channel: string, args: string, href: string }} message
 */
async function deliverToMain(contents, message) {
  const event = ipcEvent(contents, message)
  const { channel } = message
  if (message.type === 'send') {
    const args = codec.decode(message.args)
    contents.emit('ipc-message', event, channel, ...args)
    contents.ipc.emit(channel, event, ...args)
    ipcMain.emit(channel, event, ...args)
    return
  }
  const handler = contents.ipc._handlers.get(channel) ?? ipcMain._handlers.get(channel)
  const result = await answer(handler, event, message)
  contents._toPage({ type: 'reply', id: message.id, ...result })
}

module.exports = { IpcMain, ipcMain, deliverToMain, frameAt, codec }
