import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UPDATE_CONFIG, type UpdatedApp, type Updater } from './updated-app'

/** Brings the library, which no start waits for. */
export type BringUpdater = () => Promise<Updater>

/** `off`: built without an address; `by_hand`: this kind of installation does not replace itself. */
export function updaterOf(app: UpdatedApp): BringUpdater | 'off' | 'by_hand' {
  if (!app.isPackaged || !existsSync(join(app.resources, UPDATE_CONFIG))) return 'off'
  const isReplaced = app.platform === 'win32' || (app.platform === 'linux' && app.appImage !== undefined)
  if (!isReplaced) return 'by_hand'
  return async () => (await import('./updater')).createUpdater(app)
}
