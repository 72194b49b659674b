import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

export interface ElectronExecutable {
  readonly kind: 'electron' | 'stand-in'
  /**
   * For the test process itself (`Object.assign(process.env, env)`) before `_electron.launch`: Playwright asks the
   * electron package for the executable there, not in the environment that it gives the application.
   */
  readonly env: Record<string, string>
  /** Path of the executable, for those who start it themselves or pack with it. */
  readonly path: string
  /** For reports: a result says what it was seen on. */
  readonly describe: string
}

/** Folder for `ELECTRON_OVERRIDE_DIST_PATH` and electron-builder's `electronDist`. */
export const STAND_IN_DIST = resolve(import.meta.dirname, 'electron/runtime')

const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** The Electron release named by package-lock.json, whether or not its binary is here. */
export function electronVersion(): string {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
}

/** Electron's own executable, when the package's download really happened. */
function installedElectron(): string | undefined {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(executable) ? executable : undefined
}

/**
 * What the desktop tests run on: real Electron where its binary is installed, else the stand-in.
 * `AX_ELECTRON=stand-in` chooses the stand-in in any case.
 */
export function electronExecutable(): ElectronExecutable {
  const real = process.env.AX_ELECTRON === 'stand-in' ? undefined : installedElectron()
  if (real) return { kind: 'electron', env: {}, path: real, describe: `Electron ${electronVersion()}` }
  return {
    kind: 'stand-in',
    env: { ELECTRON_OVERRIDE_DIST_PATH: STAND_IN_DIST },
    path: join(STAND_IN_DIST, 'electron'),
    describe: `stand-in for Electron ${electronVersion()} (no evidence for sandbox, fuses, permissions, kiosk, displays)`,
  }
}
