import { join } from 'node:path'
import { ipcMain } from 'electron'
import Store from 'electron-store'
import type { StationSettings } from '@/preload/contract'
import { Settings } from './settings'

/** @param folder where `settings.json` is kept */
export function openSettings(folder: string, overrides: Partial<StationSettings>): Settings {
  return new Settings({
    path: join(folder, 'settings.json'),
    open() {
      const store = new Store({ cwd: folder, name: 'settings', clearInvalidConfig: true })
      // Pages read settings through the contract alone; the library's own channel is closed.
      ipcMain.removeAllListeners('electron-store-get-data')
      return store
    },
    overrides,
  })
}
