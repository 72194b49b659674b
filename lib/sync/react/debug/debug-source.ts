import type { DebugSnapshot } from '../../debug/debug-feed'

export type DebugAction = 'disconnect' | 'reconnect' | 'dropStream' | 'forcePolling' | 'clear'

/** Something the source does with a file by itself, in a dialog of its own. */
export interface DebugFileAction {
  readonly label: string
  /** Resolves with what to tell the person, e.g. where the file is; `null` when they thought better of it. */
  run(): Promise<string | null>
}

/**
 * What the debug panel shows and does. In a page the provider's own engine; in Electron's renderer a bridge to main's.
 * `read` may be asked at any time and need not return the same object twice. A source is at work while it has a
 * listener, and costs nothing otherwise.
 */
export interface SyncDebugSource {
  /** What is looked at, in a word or two: `this page`, `station`. */
  readonly name?: string
  read(): DebugSnapshot | Promise<DebugSnapshot>
  /** Tells when something changed; the panel also looks once a second. */
  subscribe(listener: () => void): () => void
  act(action: DebugAction): void | Promise<void>
  /** The persisted format, as text to be saved. Absent where there is nothing to export. */
  exportState?(): string | Promise<string>
  /** Takes an exported text over. @throws Error with the reason, having changed nothing */
  importState?(text: string): void | Promise<void>
  readonly fileActions?: readonly DebugFileAction[]
}
