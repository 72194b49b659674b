import type { Order } from '@/lib/domain'
import type { SyncConfig } from '@/lib/sync/config'
import { type ConnectionStateName, type Journal, MemoryJournal, SyncManager, type SyncStatus } from '@/lib/sync/engine'
import { eventStreamFactory } from '@/main/sync/event-stream'

/** Waits tests can afford, in the proportions of the documented defaults. */
const FAST: Partial<SyncConfig> = {
  reconnectDelay: 50,
  maxReconnectDelay: 400,
  maxReconnectAttempts: 3,
  pollingInterval: 300,
  sseRetryInterval: 1_500,
  breakerCooldown: 600,
  requestTimeout: 2_000,
}

/** The engine a station runs, following a real server, with everything it did written down. */
export class Follower {
  readonly states: ConnectionStateName[] = []
  readonly seqs: number[] = []
  readonly #engine: SyncManager

  constructor(url: string, headers: Record<string, string>, config: Partial<SyncConfig> = {}, journal?: Journal) {
    this.#engine = new SyncManager({
      serverUrl: url,
      journal: journal ?? new MemoryJournal(1_000_000),
      config: { ...FAST, ...config },
      headers: () => headers,
      eventSourceFactory: eventStreamFactory(() => headers),
    })
  }

  async start(): Promise<void> {
    await this.#engine.start()
    this.#engine.subscribe((batch) => {
      for (const event of batch.events) this.seqs.push(Number(event.id.split('_')[2]))
      const state = batch.status?.connectionState
      if (state && state !== this.states.at(-1)) this.states.push(state)
    })
    this.#engine.connect()
  }

  get status(): SyncStatus {
    return this.#engine.status()
  }

  get engine(): SyncManager {
    return this.#engine
  }

  order(orderID: string): Order | undefined {
    const change = this.#engine.state().documents.find(({ kind, key }) => kind === 'order' && key === orderID)
    return (change?.document as Order | null | undefined) ?? undefined
  }

  stop(): Promise<void> {
    return this.#engine.stop()
  }
}

/** Polls until `holds` is true; the error names what was waited for and how things stood. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
