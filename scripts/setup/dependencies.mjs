import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, say } from './say.mjs'

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** Whether every package the lockfile wants on this platform is installed at that very version. */
function upToDate(root) {
  const installedFile = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installedFile)) return false
  const installed = readPackages(installedFile)
  return Object.entries(readPackages(join(root, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  )
}

/** Installs exactly what package-lock.json says, when it is not there yet. */
export function installDependencies(root) {
  if (upToDate(root)) return
  say('Installing dependencies (npm ci) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync(npm, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) fail('install_failed', 'npm ci did not succeed; see its message above, then run the command again.')
}
