import type { AppUpdater } from 'electron-updater'

/** What the library has to know of this program. */
export interface UpdatedApp {
  readonly version: string
  readonly name: string
  /** Path of electron-builder's `app-update.yml`. */
  readonly config: string
  /** Folder for what is downloaded. */
  readonly cache: string
  readonly log: (level: 'debug' | 'info' | 'warn', message: string) => void
  readonly platform: NodeJS.Platform
}

/** The part of the library that is used. */
export interface Updater extends Pick<AppUpdater, 'checkForUpdates' | 'downloadUpdate'> {
  /** Puts what was downloaded in place of this version: at once, or on Windows by the installer that it starts. */
  install(isSilent: boolean, isForceRunAfter: boolean): boolean
}
