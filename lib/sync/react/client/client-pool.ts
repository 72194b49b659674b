import type { Snapshot } from '../../car-wash/wire'
import type { SyncSettings } from '../types'
import type { CreateEngine } from './create-engine'
import { SyncClient } from './sync-client'

/**
 * The clients of one provider: its own, and one for each further tenant that a component names. A tenant has a log and
 * a cursor of its own, so it cannot share a stream with another.
 */
export class ClientPool {
  readonly main: SyncClient
  readonly #configuration: SyncSettings
  readonly #createEngine: CreateEngine
  readonly #others = new Map<string, { readonly client: SyncClient; users: number }>()
  #stopping: ReturnType<typeof setTimeout> | undefined

  constructor(configuration: SyncSettings, createEngine: CreateEngine, snapshot: Snapshot | null = null) {
    this.#configuration = configuration
    this.#createEngine = createEngine
    this.main = this.#make(configuration.tenantId ?? null, snapshot)
  }

  /** The client of a tenant; without a name, or with the provider's own, the main one. */
  clientOf(tenantId: string | null | undefined): SyncClient {
    if (!tenantId || tenantId === (this.#configuration.tenantId ?? null)) return this.main
    const known = this.#others.get(tenantId)
    if (known) return known.client
    const client = this.#make(tenantId)
    this.#others.set(tenantId, { client, users: 0 })
    return client
  }

  /** Keeps a tenant's client running while a component uses it. Returns how to let go. */
  use(client: SyncClient): () => void {
    const entry = [...this.#others.values()].find((other) => other.client === client)
    if (!entry) return () => {}
    entry.users++
    client.start()
    return () => {
      entry.users--
      // After the commit: StrictMode and a moving component take it again at once.
      setTimeout(() => entry.users === 0 && client.stop())
    }
  }

  start(): void {
    clearTimeout(this.#stopping)
    this.#stopping = undefined
    this.main.start()
  }

  /** Stops after the commit, so that StrictMode's second mount finds everything running. */
  stop(): void {
    this.#stopping ??= setTimeout(() => {
      this.#stopping = undefined
      this.main.stop()
    })
  }

  #make(tenantId: string | null, snapshot: Snapshot | null = null): SyncClient {
    const [configuration, createEngine] = [this.#configuration, this.#createEngine]
    return new SyncClient({ tenantId, configuration, createEngine, snapshot })
  }
}
