'use strict'
const { chromiumToApp, appToChromium, policyToChromium, schemeOf, schemes } = require('./scheme-url.cjs')
const { record, strict } = require('./strict.cjs')

/** @type {Map<string, (request: Request) => Response | Promise<Response>>} */
const handlers = new Map()

/** Chromium decides these itself from the body that it is given. */
const NOT_PASSED_ON = new Set(['content-length', 'content-encoding', 'transfer-encoding'])

const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list) {
    for (const { scheme, privileges = {} } of list) {
      if (!privileges.standard || !privileges.secure) {
        throw new Error(`stand-in: scheme '${scheme}' must be registered as standard and secure: it is served as https`)
      }
      schemes.add(scheme)
    }
    record('protocol.registerSchemesAsPrivileged', [list])
  },
  handle(scheme, handler) {
    if (!schemes.has(scheme)) {
      throw new Error(`stand-in: protocol.handle('${scheme}') needs registerSchemesAsPrivileged before`)
    }
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  unhandle(scheme) {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unregister protocol: ${scheme}`)
  },
  isProtocolHandled: (scheme) => handlers.has(scheme),
})

const translated = (value) => value.replace(/https:\/\/[^\s/]+\.stand-in\.invalid[^\s]*/g, chromiumToApp)

/** The `Request` that the application's handler gets for one that Chromium holds back. */
function toRequest({ request }) {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.append(name, translated(value))
  const parts = request.postDataEntries?.map((part) => Buffer.from(part.bytes ?? '', 'base64'))
  const body = parts?.length ? Buffer.concat(parts) : undefined
  return new Request(chromiumToApp(request.url), { method: request.method, headers, ...(body ? { body } : {}) })
}

function toHeaderList(headers) {
  const list = []
  for (const [name, value] of headers) {
    if (NOT_PASSED_ON.has(name)) continue
    if (name.startsWith('content-security-policy')) list.push({ name, value: policyToChromium(value) })
    else list.push({ name, value: name === 'location' ? appToChromium(value) : value })
  }
  return list
}

/** Whether the application, not the network, is to answer this URL. */
const isHandled = (url) => handlers.has(schemeOf(chromiumToApp(url)) ?? '')

/** Asks the application's handler. @param {Request} request */
async function askHandler(request) {
  const handler = handlers.get(schemeOf(request.url) ?? '')
  if (!handler) throw new TypeError(`net::ERR_UNKNOWN_URL_SCHEME ${request.url}`)
  const response = await handler(request)
  if (!(response instanceof Response)) throw new TypeError('the protocol handler did not give a Response')
  return response
}

/**
 * Answers a request that Chromium holds back with the application's handler.
 * @param {(status: number) => void} onStatus called before Chromium hears it: it may commit the document before it answers
 */
async function serve(session, paused, onStatus) {
  const { requestId } = paused
  try {
    const response = await askHandler(toRequest(paused))
    if (response.type === 'error') throw new Error('the protocol handler gave Response.error()')
    const body = Buffer.from(await response.arrayBuffer()).toString('base64')
    const responseHeaders = toHeaderList(response.headers)
    onStatus(response.status)
    await session.send('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders, body })
  } catch (error) {
    console.error(`stand-in: ${chromiumToApp(paused.request.url)}: ${error.message}`)
    await session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => {})
  }
}

module.exports = { protocol, isHandled, askHandler, serve }
