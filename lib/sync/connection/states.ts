/** States of the connection, as documented. */
export const CONNECTION_STATES = [
  'disconnected',
  'connecting',
  'connected',
  'reconnecting',
  'error',
  'polling_fallback',
] as const

export type ConnectionStateName = (typeof CONNECTION_STATES)[number]

/** The same states under the names that pages written for the old library use. */
export const ConnectionState = {
  DISCONNECTED: 'disconnected',
  CONNECTING: 'connecting',
  CONNECTED: 'connected',
  RECONNECTING: 'reconnecting',
  ERROR: 'error',
  POLLING_FALLBACK: 'polling_fallback',
} as const satisfies Record<string, ConnectionStateName>
