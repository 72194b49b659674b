/** The isomorphic sync engine: no React, no Electron, no Payload. `@/lib/sync` adds the React hooks to it. */
export * from './config'
export * from './connection/states'
export * from './feed'
export * from './journal/journal'
export * from './manager-api'
export * from './metrics/metrics'
export * from './projection/documents'
export * from './protocol'
