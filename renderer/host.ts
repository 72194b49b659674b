import { createContext, useContext } from 'react'
import type { Catalogue, PastOrders, PastQuery, PinPurpose, Role, SitePeople, SyncEvent } from '@/lib/domain'
import type { SyncDebugSource } from '@/lib/sync'
import type { StationBridge, StationSettings } from '@/preload/contract'
import type { PaperSize } from './frame/PrintSheet'
import type { OfflineShell } from './hosts/offline-shell'

/** What a screen needs beside the feed. Two adapters: the desktop's bridge, and the browser page itself. */
export interface StationHost {
  /** The price list; from the last one kept when the server cannot be reached. Rejects when there never was one. */
  catalogue(): Promise<Catalogue>
  /** The number this station gives its next order, such as `D7K-0007`; given once, over restarts too. */
  nextOrderNumber(): Promise<string>
  /** All that is known of one order, oldest first. */
  timeline(orderID: string): Promise<readonly SyncEvent[]>
  /** What the server still has of an order that this station knows nothing of, oldest first; rejects without one. */
  history(orderID: string): Promise<readonly SyncEvent[]>
  /** Where a customer opens the receipt of an order; `null` where no telephone reaches the server. Rejects without it. */
  receiptLink(orderID: string): Promise<string | null>
  /** Orders of all time from the server, newest first; rejects without one. */
  findOrders(query: PastQuery): Promise<PastOrders>
  writeSettings(change: Partial<StationSettings>): Promise<StationSettings>
  onSettings(listener: (settings: StationSettings) => void): () => void
  /** Names of those whom events call `user:<id>` or `person:<id>`, and the team, as far as this host can learn them. */
  people(): Promise<SitePeople>
  /** Resolves where it is the PIN of that person of the team; rejects with a station error otherwise. */
  checkPerson(personId: string, pin: string, purpose: PinPurpose): Promise<void>
  /** Shows on the program's icon how many new orders nobody has looked at yet; 0 takes it away. */
  badge(count: number): void
  /** Prints what stands in a print sheet; ends once the printer has it, or the person has changed their mind. */
  print(paper: PaperSize): Promise<void>
  /** On whose behalf commands are sent: what the rules judge. */
  roleFor(settings: StationSettings): Role
  /** The desktop's machinery (PIN, pairing, export, bundled server); `null` in a browser. */
  readonly desktop: StationBridge | null
  /** What an engineer looks at the engine with; `null` for people who may not cut the station off. */
  readonly debug: SyncDebugSource | null
  /** The person signed in by name; `null` where a station has a key instead. */
  readonly session: WebSession | null
  /** How a browser opens this page without its server; `null` where no browser does. */
  readonly shell: Pick<OfflineShell, 'subscribe' | 'read'> | null
}

export interface WebSession {
  readonly person: { readonly name: string; readonly site: string }
  readonly role: 'admin' | 'staff'
  /** How many actions of other accounts wait in this browser for their sign-in. */
  waitingForOthers(): Promise<number>
  signOut(): Promise<void>
  signIn(): void
}

export const HostContext = createContext<StationHost | null>(null)

export function useHost(): StationHost {
  const host = useContext(HostContext)
  if (!host) throw new Error('no host: the screen stands outside of <Station>')
  return host
}

export interface SettingsAccess {
  readonly settings: StationSettings
  readonly change: (change: Partial<StationSettings>) => Promise<void>
}

export const SettingsContext = createContext<SettingsAccess | null>(null)

export function useSettings(): SettingsAccess {
  const settings = useContext(SettingsContext)
  if (!settings) throw new Error('no settings: the screen stands outside of <Station>')
  return settings
}
