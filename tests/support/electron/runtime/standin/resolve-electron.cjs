'use strict'
const { registerHooks } = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const file = (name) => pathToFileURL(path.join(__dirname, name)).href

/** From here on `require('electron')` and `import ... from 'electron'` give the stand-in's module. */
function resolveElectron(electron) {
  globalThis[Symbol.for('electron.stand-in')] = electron
  registerHooks({
    resolve(specifier, context, next) {
      if (!/^electron(\/(main|common))?$/.test(specifier)) return next(specifier, context)
      const required = context.conditions.includes('require')
      return { url: file(required ? 'electron-require.cjs' : 'electron-import.mjs'), shortCircuit: true }
    },
  })
}

module.exports = { resolveElectron }
