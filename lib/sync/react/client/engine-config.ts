import type { SyncConfig } from '../../config'
import type { SyncSettings } from '../types'

/** The engine's part of a page's settings. Who wants the stream, and when, is decided by the page's components. */
export function toEngineConfig(configuration: SyncSettings): Partial<SyncConfig> {
  const { orderID, eventTypes, bayId, tenantId, autoConnect, enablePollingFallback, ...settings } = configuration
  const given = Object.entries(settings).filter(([, value]) => value !== undefined && value !== null)
  return {
    ...Object.fromEntries(given),
    ...(enablePollingFallback === false ? { maxReconnectAttempts: Number.MAX_SAFE_INTEGER } : {}),
    // A filter of one component is not the engine's, but its tenant is: commands go there.
    ...(tenantId ? { tenantId } : {}),
    autoConnect: false,
  }
}
