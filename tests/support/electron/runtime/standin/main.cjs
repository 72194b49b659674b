'use strict'
const inspector = require('node:inspector')
const { createRequire } = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { application, commandLine, executable, raw } = require('./application.cjs')
const { ELECTRON_VERSION } = require('./versions.cjs')

if (raw.length === 1 && raw[0] === '--version') {
  console.log(`v${ELECTRON_VERSION}`)
  process.exit(0)
}

const setVersion = (name, value) =>
  Object.defineProperty(process.versions, name, { value, enumerable: true, configurable: true })

const { entry, packaged, resources } = application()
process.argv = [executable, ...raw]
process.type = 'browser'
process.resourcesPath = resources
if (!packaged) process.defaultApp = true
setVersion('electron', ELECTRON_VERSION)
setVersion('chrome', '0.0.0.0')

const { app } = require('./app.cjs')
const { startChromium } = require('./chromium.cjs')
const { electron } = require('./electron-module.cjs')
const registry = require('./registry.cjs')
const { resolveElectron } = require('./resolve-electron.cjs')
const { record } = require('./strict.cjs')

/** Windows may be made before Chromium runs; they wait for this. */
let markStarted
registry.started = new Promise((resolve) => {
  markStarted = resolve
})

async function openBrowser() {
  registry.chromium = await startChromium({
    profile: path.join(app.getPath('userData'), 'standin-chromium'),
    switches: commandLine.switches,
    onExit: () => app.exit(1),
  })
  const { connection, line, version } = registry.chromium
  setVersion('chrome', version)
  connection.browser.on('Target.targetDestroyed', ({ targetId }) => registry.contents.get(targetId)?._gone())
  connection.browser.on('Target.targetCreated', ({ targetInfo }) => refuseStrayWindow(connection, targetInfo))
  await connection.browser.send('Target.setDiscoverTargets', { discover: true })
  if (commandLine.devtools) process.stderr.write(`\n${line}\n`)
}

/** A window that a page opened past `window.open`: a form with a target. CDP does not say for what, so nobody is asked. */
function refuseStrayWindow(connection, { targetId, openerId, type }) {
  if (type !== 'page' || !registry.contents.has(openerId)) return
  record('a form opened a window, which was closed', [])
  process.stderr.write('stand-in: a form opened a window; closed without asking setWindowOpenHandler\n')
  connection.browser.send('Target.closeTarget', { targetId }).catch(() => {})
}

/**
 * With an executable path Playwright injects no loader and calls this when it has attached; windows wait for it, or
 * the first ones would pass unseen.
 */
function playwrightAttached() {
  const withoutLoader = commandLine.inspect && commandLine.devtools && commandLine.modules.length === 0
  if (!withoutLoader) return Promise.resolve()
  return new Promise((resolve) => {
    globalThis.__playwright_run = resolve
  })
}

async function run() {
  resolveElectron(electron)
  process.on('exit', () => app.releaseSingleInstanceLock())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => app.quit())
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return
    console.error(error)
    app.exit(1)
  })
  if (commandLine.inspect) inspector.open(0, '127.0.0.1')
  for (const name of commandLine.modules) createRequire(entry)(path.resolve(name))
  const attached = playwrightAttached()
  await import(pathToFileURL(entry))
  if (registry.exiting) return
  await openBrowser()
  await attached
  if (registry.exiting) return
  markStarted()
  app._becomeReady()
}

// A main process lives until `app.exit`, whatever else is left to do.
setInterval(() => {}, 2 ** 30)
run().catch((error) => {
  console.error('App threw an error during load')
  console.error(error)
  app.exit(1)
})
