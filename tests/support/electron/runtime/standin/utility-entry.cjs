'use strict'
const { EventEmitter } = require('node:events')
const { pathToFileURL } = require('node:url')

/** The child's side of `utilityProcess.fork`: `process.parentPort` over Node's channel, then the application's module. */
const send = process.send.bind(process)
process.send = undefined
process.type = 'utility'

const port = new EventEmitter()
const early = []
port.postMessage = (data) => void send({ data })
port.start = () => {
  for (const message of early.splice(0)) port.emit('message', message)
}
process.parentPort = port

// Messages wait for their listener, as on Electron's port.
port.on('newListener', (name) => {
  if (name === 'message') setImmediate(port.start)
})
process.on('message', ({ data }) => {
  const message = { data, ports: [] }
  if (port.listenerCount('message') > 0 && early.length === 0) port.emit('message', message)
  else early.push(message)
})
// The main process is gone, perhaps by `kill -9`.
process.on('disconnect', () => process.exit(0))

const [node, , entry, ...rest] = process.argv
process.argv = [node, entry, ...rest]
import(pathToFileURL(entry)).catch((error) => {
  console.error(error)
  process.exit(1)
})
