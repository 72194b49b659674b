import type { AppUpdater } from 'electron-updater'

/** In the folder of resources; electron-builder writes it where there is an address. */
export const UPDATE_CONFIG = 'app-update.yml'

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
