import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepare, root } from './setup/prepare.mjs'
import { fail, say } from './setup/say.mjs'

const USAGE = `Starts the server and the station.
  npm start               the station in Electron, or in the browser where Electron cannot run
  npm start -- --demo     seeds a plausible site and keeps it moving
  npm start -- --browser  does not try Electron
  npm start -- --rate 2   demo changes per second (default 1)`

function options() {
  try {
    return parseArgs({
      options: {
        demo: { type: 'boolean', default: false },
        browser: { type: 'boolean', default: false },
        rate: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    fail('bad_argument', `${error.message}\n${USAGE}`)
  }
}

const { demo, browser, rate, help } = options()
if (help) {
  console.log(USAGE)
  process.exit(0)
}
if (!(Number(rate) > 0)) fail('bad_argument', `--rate must be a number above 0, not ${rate}.`)
await prepare()

const { build } = await import('./start/build.mjs')
const { findElectron } = await import('./start/electron.mjs')
const { startChild, stopEverything, stopOnSignals } = await import('./start/processes.mjs')
const { redeem, startServer } = await import('./start/server.mjs')
const { pinnedNode, toolEnvironment } = await import('./setup/pinned-node.mjs')

stopOnSignals()
const electron = browser ? { binary: null, why: '--browser was asked for' } : findElectron(root)
if (!electron.binary) say(`The station runs in the browser: ${electron.why}.`)
// Beside each other: most of the server's build is one thread's work.
await Promise.all([build(root, 'server'), electron.binary && build(root, 'station')])

const provision = electron.binary ? { name: 'desk', role: 'cashier' } : undefined
const { url, apiKey, signInLink } = await startServer({ root, provision, demo })

if (electron.binary) {
  const env = toolEnvironment(root, { AX_SERVER_URL: url, AX_STATION_KEY: apiKey })
  startChild(electron.binary, [root], { cwd: root, env, stdio: 'inherit' }, (code) => stopEverything(code))
}
if (demo) {
  const session = signInLink && (await redeem(signInLink))
  if (!session) fail('demo_failed', 'The server gave the simulator no session; start it with npm run demo.')
  const env = toolEnvironment(root, { AX_TOKEN: session.value })
  const args = [join(root, 'scripts/demo.mjs'), '--url', url, '--rate', rate]
  startChild(pinnedNode(root), args, { cwd: root, env, stdio: 'inherit' }, (code) => {
    if (code !== 0) say('The traffic simulator stopped; the server goes on.')
  })
}
