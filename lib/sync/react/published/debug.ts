'use client'

export type { SyncDebugSource } from '../debug/debug-source'
export { SyncDebugPanel, type SyncDebugPanelProps } from '../debug/sync-debug-panel'
