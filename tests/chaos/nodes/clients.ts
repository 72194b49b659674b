import { randomUUID } from 'node:crypto'
import type { Actor, Catalogue } from '@/lib/domain'
import { MemoryJournal, MemoryOutbox, parseEventId, type SyncEngine, SyncManager } from '@/lib/sync/engine'
import { eventStreamFactory } from '@/main/sync/event-stream'
import { type Scene, sceneOf } from '@/renderer/store/predict'
import { nextAct } from '../person'
import type { Dice } from '../site/dice'
import type { Ledger } from '../site/ledger'

/** Reconnecting waits as documented; what is waited for after many failures is shorter, so that a run has many faults. */
const WAITS = {
  maxReconnectDelay: 4_000,
  pollingInterval: 1_000,
  sseRetryInterval: 2_000,
  breakerCooldown: 1_000,
}
const EVENTS_KEPT = 200

/** Somebody's picture of the site, as the engine keeps it. */
export class Client {
  readonly engine: SyncEngine
  /** Events that came twice, or behind which one is missing. */
  readonly faults: string[] = []
  #last: { epoch: string; seq: number } | null = null

  constructor(
    readonly name: string,
    url: string,
    readonly headers: Record<string, string>,
    /** Its reader is told of everything: no number of the log may be missing. */
    private readonly seesAll: boolean,
  ) {
    this.engine = new SyncManager({
      serverUrl: url,
      journal: new MemoryJournal(EVENTS_KEPT),
      outbox: new MemoryOutbox(),
      config: { ...WAITS, autoConnect: false },
      headers: () => headers,
      eventSourceFactory: eventStreamFactory(() => headers),
    })
  }

  async start(): Promise<void> {
    await this.engine.start()
    this.engine.subscribe(({ replace, events }) => {
      // What lies before a snapshot is in it.
      if (replace) this.#last = null
      for (const { id } of events) this.#note(id)
    })
    this.engine.connect()
  }

  /** In which life of the log its picture is; each audience has a name of its own for it. */
  get epoch(): string | null {
    return this.engine.status().cursor?.epoch ?? null
  }

  hasCome(seq: number): boolean {
    return (this.engine.status().cursor?.seq ?? 0) >= seq
  }

  isSettled(): boolean {
    const { freshness, pendingCommands } = this.engine.status()
    return freshness.kind === 'current' && pendingCommands === 0
  }

  #note(id: string): void {
    const { epoch, seq } = parseEventId(id) as { epoch: string; seq: number }
    const last = this.#last
    this.#last = { epoch, seq }
    if (last?.epoch !== epoch) return
    if (seq <= last.seq) this.faults.push(`${this.name} had ${id} after ${last.seq}`)
    else if (this.seesAll && seq !== last.seq + 1) this.faults.push(`${this.name} had ${id} right after ${last.seq}`)
  }
}

interface StationPlace {
  readonly name: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly actor: Omit<Actor, 'tenantId'>
  readonly catalogue: Catalogue
}

/** A station without its windows and its disk. */
export class Station extends Client {
  readonly #scene: Scene

  constructor({ name, url, headers, actor, catalogue }: StationPlace) {
    super(name, url, headers, false)
    this.#scene = sceneOf({ ...actor, tenantId: 'main' }, catalogue)
  }

  /** Does one thing that this station's screen would let a person do. */
  async tap(dice: Dice, ledger: Ledger): Promise<void> {
    const envelope = { id: randomUUID(), issuedAt: new Date().toISOString() }
    const { command, refused } = nextAct(this.engine.state(), this.#scene, envelope, dice.below)
    ledger.refusedAtOnce += refused
    if (!command) return
    const tap = ledger.note(this.name, command)
    await this.engine.send(command)
    tap.kept = true
    if (!dice.oneIn(8)) return
    ledger.doubled += 1
    await this.engine.send(command)
  }
}
