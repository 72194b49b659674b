import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '../setup/say.mjs'

/** Longest wait for the download of Electron's binary, milliseconds. */
const DOWNLOAD_TIMEOUT = 180_000

function installedBinary(root) {
  const pathFile = join(root, 'node_modules/electron/path.txt')
  if (!existsSync(pathFile)) return null
  const binary = join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Electron's executable, downloaded on first use.
 * @returns {{ binary: string } | { binary: null, why: string }}
 */
export function findElectron(root) {
  if (!hasDisplay()) return { binary: null, why: 'this machine has no display (DISPLAY and WAYLAND_DISPLAY are unset)' }
  const present = installedBinary(root)
  if (present) return { binary: present }
  say('Downloading Electron (once) …')
  const installer = join(root, 'node_modules/electron/install.js')
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: DOWNLOAD_TIMEOUT })
  const binary = installedBinary(root)
  return binary ? { binary } : { binary: null, why: "Electron's binary could not be downloaded" }
}
