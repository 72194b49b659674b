import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { systemClock } from '@/lib/sync/ports/system-clock'
import type { UpdateState } from '@/preload/updates'
import type { StationLog } from '../diagnostics/station-log'
import type { StationSync } from '../sync/station-sync'
import { TriedVersions } from './tried-versions'
import { updaterOf } from './updater-of'
import { Updates } from './updates'

export interface OpenUpdatesOptions {
  /** Where the station keeps its data. */
  readonly folder: string
  readonly log: StationLog
  readonly sync: StationSync
  readonly changed: (state: UpdateState) => void
}

/** What keeps this program up to date; it does nothing before it is started. */
export function openUpdates({ folder, log, sync, changed }: OpenUpdatesOptions): Updates {
  const cache = join(folder, 'updates')
  const byInstaller = process.platform === 'win32'
  return new Updates({
    updater: updaterOf({
      version: app.getVersion(),
      name: app.getName(),
      isPackaged: app.isPackaged,
      resources: process.resourcesPath,
      cache,
      log: (level, message) => log.write(level, `updater: ${message}`),
      appImage: process.env.APPIMAGE,
      platform: process.platform,
    }),
    version: app.getVersion(),
    tried: new TriedVersions(join(folder, 'tried-versions.json')),
    clear: () => rmSync(cache, { recursive: true, force: true }),
    byInstaller,
    log,
    clock: systemClock,
    isSettled: () => sync.isSettled(),
    quit: () => app.quit(),
    changed,
  })
}
