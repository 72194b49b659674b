import type { BrowserWindow } from 'electron'
import { exportFeed } from '@/lib/sync/feed/feed-file'
import { diagnosticsText } from '../diagnostics/diagnostics-file'
import { peopleOf, stationSteps } from '../diagnostics/station-steps'
import type { Station } from '../station'
import { StationError } from '../station-error'
import { readChosenFile, writeChosenFile } from './chosen-file'
import { importedEvents } from './sync-state'

/** The files a person may take from the station or give to it; each asks where in the system's own dialog. */
export interface StationFiles {
  exportState(): Promise<{ path: string } | null>
  importState(): Promise<{ events: number } | null>
  writeDiagnostics(): Promise<{ path: string } | null>
}

export function stationFiles(station: Station, now: () => number = Date.now): StationFiles {
  const { parts } = station
  const window = (): BrowserWindow => {
    const open = parts.screen.window
    if (!open) throw new StationError('no_window', 'The window is closed. Open the station and try again.')
    return open
  }
  const stamp = () => new Date(now()).toISOString().slice(0, 16).replaceAll(':', '')
  return {
    exportState: () =>
      writeChosenFile(window(), `ax-station-state-${stamp()}.json`, () =>
        exportFeed(parts.sync.state(), parts.sync.metrics(), now()),
      ),
    async importState() {
      const text = await readChosenFile(window())
      return text === null ? null : { events: await parts.sync.addHistory(importedEvents(text)) }
    },
    writeDiagnostics: () =>
      writeChosenFile(window(), `ax-station-diagnostics-${stamp()}.json`, () =>
        diagnosticsText({
          at: new Date(now()).toISOString(),
          steps: stationSteps(parts),
          people: peopleOf(parts.sync.state().documents),
        }),
      ),
  }
}
