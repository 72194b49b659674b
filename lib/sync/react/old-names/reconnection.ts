import { DEFAULT_SYNC_CONFIG, type ReconnectionConfig } from '../types'

export const DEFAULT_RECONNECTION_CONFIG: ReconnectionConfig = {
  enabled: DEFAULT_SYNC_CONFIG.autoReconnect,
  maxAttempts: DEFAULT_SYNC_CONFIG.maxReconnectAttempts,
  initialDelay: DEFAULT_SYNC_CONFIG.reconnectDelay,
  maxDelay: DEFAULT_SYNC_CONFIG.maxReconnectDelay,
  backoffMultiplier: 2,
}
