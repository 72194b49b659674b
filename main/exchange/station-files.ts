import type { BrowserWindow } from 'electron'
import { diagnosticsText } from '../diagnostics/diagnostics-file'
import type { Station } from '../station'
import { StationError } from '../station-error'
import { readChosenFile, writeChosenFile } from './chosen-file'
import { exportText, importedEvents } from './sync-state'

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
        exportText(parts.sync.state(), parts.sync.metrics(), now()),
      ),
    async importState() {
      const text = await readChosenFile(window())
      return text === null ? null : { events: await parts.sync.addHistory(importedEvents(text)) }
    },
    writeDiagnostics: () =>
      writeChosenFile(window(), `ax-station-diagnostics-${stamp()}.json`, () => {
        const { documents, status } = parts.sync.state()
        return diagnosticsText({
          at: new Date(now()).toISOString(),
          info: parts.info(),
          settings: parts.settings.read(),
          status,
          metrics: parts.sync.metrics(),
          server: parts.server.state(),
          log: parts.log.recent(),
          documents: countKinds(documents),
        })
      }),
  }
}

function countKinds(documents: readonly { readonly kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of documents) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
