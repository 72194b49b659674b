import { passes } from '../client/subscription'
import type { ConnectionState, EventFilter, EventType, SyncEvent } from '../types'

const CRITICAL: ReadonlySet<EventType> = new Set([
  'stage_change',
  'order_stage_change',
  'payment_update',
  'order_deleted',
])

export interface ConnectionStateInfo {
  readonly label: string
  readonly color: string
  readonly icon: string
}

const STATE_INFO: Readonly<Record<ConnectionState, ConnectionStateInfo>> = {
  disconnected: { label: 'Disconnected', color: 'gray', icon: '⚫' },
  connecting: { label: 'Connecting', color: 'yellow', icon: '🟡' },
  connected: { label: 'Connected', color: 'green', icon: '🟢' },
  reconnecting: { label: 'Reconnecting', color: 'orange', icon: '🟠' },
  error: { label: 'Error', color: 'red', icon: '🔴' },
  polling_fallback: { label: 'Polling Fallback', color: 'blue', icon: '🔄' },
}

/** Words whose capitals are not at their beginning alone. */
const SPELT: Readonly<Record<string, string>> = { qr: 'QR', whatsapp: 'WhatsApp' }

/** Small helps that pages of the old library use. */
export const SyncUtils = {
  /** Whether an event passes a filter; its `limit` is for lists. */
  eventMatchesFilter: (event: SyncEvent, filter: EventFilter): boolean => passes(event, filter),

  /** An id for an event that a page makes by itself; those of the server are its own. */
  generateEventId: (): string => `event_${Date.now()}_${Math.random().toString(36).slice(2, 11)}`,

  /** Milliseconds since then; 0 without a time. */
  calculateUptime: (connectedAt: string | null): number => (connectedAt ? Date.now() - Date.parse(connectedAt) : 0),

  /** `2h 5m`, `5m 3s`, `3s`. */
  formatUptime: (uptimeMs: number): string => {
    const seconds = Math.floor(uptimeMs / 1_000)
    const minutes = Math.floor(seconds / 60)
    const hours = Math.floor(minutes / 60)
    if (hours > 0) return `${hours}h ${minutes % 60}m`
    return minutes > 0 ? `${minutes}m ${seconds % 60}s` : `${seconds}s`
  },

  /** The name of a type for a screen, in English: `Stage Change`. */
  getEventTypeDisplayName: (eventType: EventType): string => eventType.split('_').map(capital).join(' '),

  /** Whether somebody should look at once. */
  isEventTypeCritical: (eventType: EventType): boolean => CRITICAL.has(eventType),

  /** A word, a colour and a sign for a state. */
  getConnectionStateInfo: (state: ConnectionState): ConnectionStateInfo => STATE_INFO[state],
}

function capital(word: string): string {
  return SPELT[word] ?? word.charAt(0).toUpperCase() + word.slice(1)
}
