import type { ServerState, StationSettings } from '@/preload/contract'
import type { SyncTarget } from '../sync/station-sync'

export interface TargetInput {
  readonly settings: Pick<StationSettings, 'mode' | 'serverUrl' | 'serverPin'>
  /** Key for a server elsewhere. */
  readonly pairingKey: string | null
  readonly server: Pick<ServerState, 'url'>
  /** Key for the server this station hosts. */
  readonly hostKey: string | null
  /** Where the hosted server will answer, as far as is known before it does. */
  readonly expectedUrl: string
}

/** Which server to follow. As host the journal is opened at once; the network waits for the server's first answer. */
export function syncTarget(input: TargetInput): SyncTarget | null {
  const { mode, serverUrl, serverPin } = input.settings
  if (mode === 'host') {
    const { url } = input.server
    return { journal: 'host', url: url ?? input.expectedUrl, key: url === null ? null : input.hostKey }
  }
  if (mode === 'client' && serverUrl) {
    const url = new URL(serverUrl).origin
    // The same server by another protocol: what waits for it goes on waiting in the same journal.
    const journal = serverPin ? new URL(url.replace(/^https:/, 'http:')).origin : url
    return { journal, url, key: input.pairingKey, pin: serverPin }
  }
  return null
}
