import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root } from './setup/prepare.mjs'
import { fail } from './setup/say.mjs'

const USAGE = `Shows an edit in the open page at once.
  npm run dev -- screens   the station's screens alone, on a site in memory; #/gallery shows every part
  npm run dev -- station   the desktop station: the page by Vite, main built and started again; on .data/dev-station
  npm run dev -- server    the server with its pages, the panel and the station's screens at /station, on .data/dev`

const [part, ...rest] = process.argv.slice(2)
if (!['screens', 'station', 'server'].includes(part)) {
  if (part !== undefined && part !== '--help') fail('bad_argument', `There is no part "${part}".\n${USAGE}`)
  console.log(USAGE)
  process.exit(0)
}
await prepare()

const { pinnedNode, toolEnvironment } = await import('./setup/pinned-node.mjs')
const { startChild, stopEverything, stopOnSignals } = await import('./start/processes.mjs')

stopOnSignals()

/** Runs a program of ours or of a package, and ends with it. */
const run = (args, env = {}) =>
  startChild(
    pinnedNode(root),
    args,
    { cwd: root, env: toolEnvironment(root, env), stdio: 'inherit', detached: process.platform !== 'win32' },
    (code) => stopEverything(code),
  )

if (part === 'screens') {
  run([join(root, 'node_modules/vite/bin/vite.js'), '--config', 'renderer/dev/vite.config.ts', ...rest])
} else if (part === 'station') {
  const { findElectron } = await import('./start/electron.mjs')
  const { binary, why } = findElectron(root)
  if (!binary) fail('no_electron', `The station cannot be shown: ${why}. npm run dev -- screens shows its page.`)
  const dataDir = process.env.AX_DATA_DIR ?? join(root, '.data/dev-station')
  mkdirSync(dataDir, { recursive: true })
  run([join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev', '--watch', ...rest], {
    AX_KIOSK: '0',
    ...process.env,
    AX_DATA_DIR: dataDir,
    ELECTRON_EXEC_PATH: binary,
  })
} else {
  const { bundleServer, migrate } = await import('./dev/server.mjs')
  const dataDir = process.env.AX_DATA_DIR ?? join(root, '.data/dev')
  mkdirSync(dataDir, { recursive: true })
  const env = {
    AX_DATA_DIR: dataDir,
    DATABASE_URI: process.env.DATABASE_URI ?? `file:${join(dataDir, 'ax-station.db')}`,
  }
  await migrate(root, env)
  run([await bundleServer(root)], {
    AX_PORT: '3720',
    AX_DEMO: '1',
    ...process.env,
    ...env,
    NODE_ENV: 'development',
    NEXT_TELEMETRY_DISABLED: '1',
    // It would listen for edits at a port of its own choice: a collection shows after a restart.
    DISABLE_PAYLOAD_HMR: 'true',
  })
}
