import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { UpdatedApp, Updater } from './updated-app'

/** Brings the library, which no start waits for. */
export type BringUpdater = () => Promise<Updater>

export interface BuiltApp extends Omit<UpdatedApp, 'config'> {
  readonly isPackaged: boolean
  /** Where electron-builder puts `app-update.yml` if there is an address. */
  readonly resources: string
  /** The executable file of an AppImage; `undefined` where it is none. */
  readonly appImage: string | undefined
}

/** `off`: built without an address; `by_hand`: this kind of installation does not replace itself. */
export function updaterOf({ isPackaged, resources, appImage, ...app }: BuiltApp): BringUpdater | 'off' | 'by_hand' {
  const config = join(resources, 'app-update.yml')
  if (!isPackaged || !existsSync(config)) return 'off'
  const isReplaced = app.platform === 'win32' || (app.platform === 'linux' && appImage !== undefined)
  if (!isReplaced) return 'by_hand'
  return async () => (await import('./updater')).createUpdater({ ...app, config })
}
