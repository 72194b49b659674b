import { chmodSync, closeSync, copyFileSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs'
import { AppImageUpdater as LibraryAppImageUpdater, NsisUpdater } from 'electron-updater'
import { SecureRequests } from './secure-requests'
import type { UpdatedApp, Updater } from './updated-app'

class AppImageUpdater extends LibraryAppImageUpdater {
  readonly httpExecutor = new SecureRequests()

  /**
   * The library's own removes the running version first, and leaves none where the new one cannot be written. Here the new
   * one takes its place at once, under the same name, and the old one stays beside it.
   */
  protected override doInstall(): boolean {
    const { APPIMAGE: file } = process.env
    if (!file || !this.installerPath) return false
    const next = `${file}.next`
    try {
      copyFileSync(this.installerPath, next)
      chmodSync(next, 0o755)
      flush(next)
      keepPrevious(file)
      renameSync(next, file)
    } catch (error) {
      rmSync(next, { force: true })
      throw error
    }
    return true
  }
}

class WindowsUpdater extends NsisUpdater {
  readonly httpExecutor = new SecureRequests()
}

/** After a power cut the name stands for a whole file. */
function flush(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** For going back by hand; a file system that has no second names does without. */
function keepPrevious(file: string): void {
  const previous = `${file}.previous`
  try {
    rmSync(previous, { force: true })
    linkSync(file, previous)
  } catch {}
}

/** The library as this system has it; nothing is read or written yet. */
export function createUpdater(app: UpdatedApp): Updater {
  const adapter = {
    version: app.version,
    name: app.name,
    isPackaged: true,
    appUpdateConfigPath: app.config,
    userDataPath: app.cache,
    baseCachePath: app.cache,
    whenReady: () => Promise.resolve(),
    // The station is closed before anything is installed, and starts again by itself.
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  }
  const updater = app.platform === 'win32' ? new WindowsUpdater(null, adapter) : new AppImageUpdater(null, adapter)
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  updater.allowPrerelease = false
  updater.disableWebInstaller = true
  updater.logger = {
    debug: (message) => app.log('debug', String(message)),
    info: (message) => app.log('debug', String(message)),
    warn: (message) => app.log('warn', String(message)),
    // What fails is told with its code as well; this says why.
    error: (message) => app.log('info', String(message)),
  }
  return updater
}
