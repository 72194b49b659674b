'use strict'
const { randomBytes } = require('node:crypto')
const fs = require('node:fs')
const { pathToFileURL } = require('node:url')
const { executable } = require('./application.cjs')
const { makeBridge } = require('./page/bridge.cjs')
const { makeCodec } = require('./page/codec.cjs')
const { makePreloadWorld } = require('./page/isolated.cjs')
const { prepareMainWorld } = require('./page/main-world.cjs')

const WORLD = 'Electron Isolated Context'

/**
 * The scripts of one window's pages. Names are secret per window, so that no page can address the bridge.
 * @param {{ preload?: string, additionalArguments?: string[] }} preferences
 */
function pageScripts(preferences) {
  const secret = `__${randomBytes(12).toString('hex')}_`
  const preloadBinding = `__standin${randomBytes(6).toString('hex')}`
  const openBinding = `${preloadBinding}o`
  const shared = `const makeCodec = ${makeCodec}\nconst makeBridge = ${makeBridge}\n`
  const facts = {
    platform: process.platform,
    arch: process.arch,
    versions: { ...process.versions },
    argv: [executable, ...(preferences.additionalArguments ?? [])],
  }
  const preload = preferences.preload ? fs.readFileSync(preferences.preload, 'utf8') : ''
  const origin = preferences.preload ? `\n//# sourceURL=${pathToFileURL(preferences.preload)}` : ''
  const main = `if (self === top) {
    ${shared}
    ;(${prepareMainWorld})(makeBridge, makeCodec, ${JSON.stringify(secret)}, ${JSON.stringify(openBinding)})
  }`
  const isolated = `if (self === top) (() => {
    ${shared}
    const native = globalThis[${JSON.stringify(preloadBinding)}]
    delete globalThis[${JSON.stringify(preloadBinding)}]
    const bridge = makeBridge(makeCodec, ${JSON.stringify(secret)}, 'isolated', 'main', () => {})
    const world = (${makePreloadWorld})(makeCodec, bridge, native, ${JSON.stringify(facts)})
    Object.defineProperty(globalThis, '__standinReceive', { value: world.receive })
    ;(function (require, process, global, module, exports) {\n${preload}\n
    })(world.require, world.process, globalThis, { exports: {} }, {})
  })()${origin}`
  return { preloadBinding, openBinding, main: `(() => {${main}})()`, isolated }
}

module.exports = { pageScripts, WORLD }
