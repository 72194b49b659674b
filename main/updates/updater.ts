import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { type AppUpdater, AppImageUpdater as LibraryAppImageUpdater, NsisUpdater } from 'electron-updater'
import { SecureRequests } from './secure-requests'

/** What the library has to know of this program. */
export interface UpdatedApp {
  readonly version: string
  readonly name: string
  readonly isPackaged: boolean
  /** Where electron-builder's `app-update.yml` lies. */
  readonly resources: string
  /** Folder for what is downloaded. */
  readonly cache: string
  readonly log: (level: 'debug' | 'info' | 'warn', message: string) => void
  /** The executable file of an AppImage; `undefined` where it is none. */
  readonly appImage: string | undefined
  readonly platform: NodeJS.Platform
}

/** The part of the library that is used. */
export interface Updater extends Pick<AppUpdater, 'checkForUpdates' | 'downloadUpdate'> {
  /** Puts what was downloaded in place of this version: at once, or on Windows by the installer that it starts. */
  install(isSilent: boolean, isForceRunAfter: boolean): boolean
}

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

/** `off`: built without an address; `by_hand`: this kind of installation does not replace itself. */
export function createUpdater(app: UpdatedApp): Updater | 'off' | 'by_hand' {
  const appUpdateConfigPath = join(app.resources, 'app-update.yml')
  if (!app.isPackaged || !existsSync(appUpdateConfigPath)) return 'off'
  mkdirSync(app.cache, { recursive: true, mode: 0o700 })
  const adapter = {
    version: app.version,
    name: app.name,
    isPackaged: true,
    appUpdateConfigPath,
    userDataPath: app.cache,
    baseCachePath: app.cache,
    whenReady: () => Promise.resolve(),
    // The station is closed before anything is installed, and starts again by itself.
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  }
  const updater = ofThisSystem(app, adapter)
  if (!updater) return 'by_hand'
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

function ofThisSystem(
  { platform, appImage }: UpdatedApp,
  adapter: ConstructorParameters<typeof NsisUpdater>[1],
): AppImageUpdater | WindowsUpdater | null {
  if (platform === 'win32') return new WindowsUpdater(null, adapter)
  return platform === 'linux' && appImage !== undefined ? new AppImageUpdater(null, adapter) : null
}
