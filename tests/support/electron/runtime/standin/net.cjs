'use strict'
const { readFile } = require('node:fs/promises')
const path = require('node:path')
const { fileURLToPath } = require('node:url')
const { askHandler } = require('./protocol.cjs')
const { schemeOf, schemes } = require('./scheme-url.cjs')
const { standIn } = require('./seam.cjs')
const { strict } = require('./strict.cjs')

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
}

async function fetchFile(url) {
  const file = fileURLToPath(url)
  try {
    const type = TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream'
    return new Response(await readFile(file), { headers: { 'content-type': type } })
  } catch (error) {
    throw new Error(error.code === 'ENOENT' ? 'net::ERR_FILE_NOT_FOUND' : 'net::ERR_FAILED', { cause: error })
  }
}

/** `net`: Node's fetch, which does not know Chromium's proxy, cookies or certificates; plus files and own schemes. */
const net = strict('net', {
  async fetch(input, init = {}) {
    const url = String(input instanceof Request ? input.url : input)
    if (url.startsWith('file:')) return fetchFile(url)
    if (schemes.has(schemeOf(url) ?? '') && !init.bypassCustomProtocolHandlers) {
      return askHandler(new Request(input, init))
    }
    return fetch(input, init)
  },
  isOnline: () => standIn.online,
  get online() {
    return standIn.online
  },
})

module.exports = { net }
