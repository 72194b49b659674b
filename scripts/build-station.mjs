import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildIfStale } from './setup/fingerprint.mjs'
import { prepare, root } from './setup/prepare.mjs'
import { fail, say } from './setup/say.mjs'

await prepare()

buildIfStale({
  root,
  sources: ['main', 'preload', 'renderer', 'lib', 'electron.vite.config.ts', 'tsconfig.json', 'package-lock.json'],
  stamp: 'out/.fingerprint',
  build() {
    say('Building the station (electron-vite) …')
    const vite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
    const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: 'inherit',
    })
    if (status !== 0) fail('build_failed', 'electron-vite did not succeed; see its message above.')
  },
})
