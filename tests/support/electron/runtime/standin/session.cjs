'use strict'
const { protocol } = require('./protocol.cjs')
const { notImplemented, record, recordOnly, strict, strictEmitter } = require('./strict.cjs')

const WEB_REQUEST = [
  'onBeforeRequest',
  'onBeforeSendHeaders',
  'onSendHeaders',
  'onHeadersReceived',
  'onResponseStarted',
  'onBeforeRedirect',
  'onCompleted',
  'onErrorOccurred',
]

const HANDLERS = [
  'setPermissionRequestHandler',
  'setPermissionCheckHandler',
  'setDevicePermissionHandler',
  'setDisplayMediaRequestHandler',
  'setCertificateVerifyProc',
]

/**
 * `session`: one, the default. Handlers are kept for tests to call (`session.recordedHandlers`); Chromium never asks
 * them here.
 */
class Session extends strictEmitter('session', []) {
  constructor() {
    super()
    /** Last handler per method, `webRequest.onHeadersReceived` included. */
    this.recordedHandlers = {}
    this.protocol = protocol
    const keep = (name) => [
      name,
      (...args) => {
        this.recordedHandlers[`webRequest.${name}`] = args.at(-1)
      },
    ]
    this.webRequest = strict('session.webRequest', Object.fromEntries(WEB_REQUEST.map(keep)))
  }

  isPersistent() {
    return true
  }
}

for (const method of HANDLERS) {
  Session.prototype[method] = function keepHandler(handler) {
    record(`session.${method}`, [handler])
    this.recordedHandlers[method] = handler
  }
}

recordOnly(Session.prototype, 'session', [
  'setSpellCheckerEnabled',
  'setSpellCheckerLanguages',
  'setUserAgent',
  'flushStorageData',
])

const defaultSession = new Session()

const session = strict('session', {
  defaultSession,
  fromPartition(partition) {
    if (partition === '') return defaultSession
    throw notImplemented(`session.fromPartition('${partition}')`)
  },
})

module.exports = { session, defaultSession }
