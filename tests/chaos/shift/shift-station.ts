import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import {
  type Actor,
  type Catalogue,
  type Command,
  type CommandPayload,
  type CommandType,
  commandSchema,
} from '@/lib/domain'
import { type SyncEngine, SyncManager } from '@/lib/sync/engine'
import { SqliteJournal, SqliteOutbox } from '@/main/journal'
import { authorization } from '@/main/sync/credentials'
import { eventStreamFactory } from '@/main/sync/event-stream'
import { sceneOf } from '@/renderer/store/predict'
import { StationStore } from '@/renderer/store/station-store'
import type { FaultProxy } from '../../support/fault-proxy'
import type { ShiftClock } from './shift-clock'

export interface ShiftStationOptions {
  readonly name: string
  readonly actor: Actor
  readonly key: string
  readonly network: FaultProxy
  readonly folder: string
  readonly clock: ShiftClock
  readonly catalogue: Catalogue
}

/** One life of the program: what the main process runs, and what its screen shows. */
interface Life {
  readonly engine: SyncEngine
  readonly journal: SqliteJournal
  readonly store: StationStore
}

/** A desktop station without its windows: engine, journal and outbox on the disk, and the store that its screens draw. */
export class ShiftStation {
  restarts = 0
  readonly done: Command[] = []
  readonly #options: ShiftStationOptions
  #life: Life | null = null

  constructor(options: ShiftStationOptions) {
    this.#options = options
  }

  get name(): string {
    return this.#options.name
  }

  get engine(): SyncEngine {
    return this.#alive.engine
  }

  get store(): StationStore {
    return this.#alive.store
  }

  async start(): Promise<void> {
    const { name, actor, key, network, folder, clock, catalogue } = this.#options
    const journal = new SqliteJournal({ path: join(folder, `${name}.sqlite`), now: clock.now })
    const headers = () => authorization(key)
    const engine = new SyncManager({
      serverUrl: network.url,
      journal,
      outbox: new SqliteOutbox(journal),
      headers,
      eventSourceFactory: eventStreamFactory(headers),
      clock,
      config: { autoConnect: false },
    })
    await engine.start()
    const { store } = await StationStore.follow({
      load: async () => engine.state(),
      subscribe: (onBatch) => engine.subscribe(onBatch),
      send: (command) => engine.send(command),
      release: (id, decision) => engine.release(id, decision),
      withdraw: (ids) => engine.withdraw(ids),
      syncNow: async () => engine.syncNow(),
    })
    store.situate(sceneOf(actor, catalogue))
    engine.connect({})
    this.#life = { engine, journal, store }
  }

  /** Ends the program and starts it again. Killed, it writes nothing any more: its journal is gone in the middle of its work. */
  async restart(how: 'ended' | 'killed'): Promise<void> {
    const { engine, journal } = this.#alive
    this.#life = null
    if (how === 'killed') await journal.close()
    await engine.stop()
    this.restarts += 1
    await this.start()
  }

  /** A tap: on the disk when it resolves. Throws where the screen would not offer it. */
  async tap<T extends CommandType>(
    type: T,
    payload: CommandPayload<T>,
    { expectVersion }: { readonly expectVersion?: number } = {},
  ): Promise<Command> {
    const { engine, store } = this.#alive
    const issuedAt = new Date(this.#options.clock.now()).toISOString()
    const expect = expectVersion === undefined ? {} : { expect: { version: expectVersion } }
    const command = commandSchema.parse({ id: randomUUID(), type, payload, issuedAt, ...expect })
    store.expect(command)
    await engine.send(command)
    this.done.push(command)
    return command
  }

  async stop(): Promise<void> {
    await this.#life?.engine.stop()
  }

  get #alive(): Life {
    if (!this.#life) throw new Error(`${this.name} is not running`)
    return this.#life
  }
}
