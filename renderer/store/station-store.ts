import type { RefusedCommand } from '@/lib/sync/commands/refused-command'
import type {
  DocumentByKind,
  DocumentChange,
  DocumentKind,
  FeedBatch,
  FeedState,
  StationSource,
  StoredEvent,
  SyncStatus,
} from '@/lib/sync/engine'
import type { Command, CommandResult, Cursor } from '@/lib/sync/protocol'
import { Channels } from './channels'
import { Lists } from './lists'
import { answerOf, type Documents, predict, type Scene, sceneOf } from './predict'
import { Waits } from './waits'

const RECENT_EVENTS = 500

type AnyDocument = DocumentByKind[DocumentKind]

interface Pending {
  readonly command: Command
  /** Event after which the documents contain the command; `null` until the server has answered. */
  done: Cursor | null
  /** What it is taken to do, each change with the version of the document it was made on. */
  shown: readonly Shown[]
}

interface Shown {
  readonly change: DocumentChange
  /** `null` for a document that was not there. */
  readonly basedOn: number | null
}

/** Before the station's settings and its price list are read: nothing is refused here, the server decides. */
const ANYWHERE = sceneOf({ role: 'admin', tenantId: '', bayId: null }, undefined)

const NOTHING_NEW: FeedBatch = { replace: false, changes: [], events: [], status: null, commandResults: [] }

const waiting = (command: Command): Pending => ({ command, done: null, shown: [] })

/** Names of the channels to listen to. */
export const channel = {
  document: (kind: DocumentKind, key: string) => `${kind}:${key}`,
  lists: 'lists',
  /** What decides when a waiting car's turn comes. */
  turns: 'turns',
  status: 'status',
  /** What was done here and is not settled: waiting for the server, or refused by it. */
  unsettled: 'unsettled',
  events: 'events',
  anything: 'anything',
}

/**
 * What the screens show: the engine's documents with the effects of commands under way laid over them. A batch wakes
 * the listeners of the documents it changed and of nothing else.
 */
export class StationStore implements Documents {
  readonly lists = new Lists()
  readonly waits = new Waits(this)
  readonly #base: { [K in DocumentKind]: Map<string, DocumentByKind[K]> } = {
    order: new Map(),
    queue: new Map(),
    bay: new Map(),
    job: new Map(),
  }
  #overlay = new Map<string, DocumentChange>()
  #pending: Pending[] = []
  #waiting: readonly Command[] = []
  #refused: readonly RefusedCommand[]
  #scene: Scene = ANYWHERE
  #revision = 0
  #status: SyncStatus
  #events: readonly StoredEvent[]
  readonly #channels = new Channels()
  /** Answers so far, for who begins to listen after the answer came. */
  readonly #answered = new Map<string, CommandResult>()
  /** Commands whose refusal the screen that sent them shows itself. */
  readonly answeredByScreen = new Set<string>()
  /** Orders taken here whose event has not come yet, by command. */
  readonly #taken = new Map<string, string>()
  readonly #results = new Set<(result: CommandResult) => void>()
  readonly #news = new Set<(events: readonly StoredEvent[]) => void>()

  constructor(state: FeedState) {
    this.#status = state.status
    this.#events = state.recentEvents
    this.#refused = state.refused ?? []
    for (const change of state.documents) this.#put(change)
    this.lists.rebuild(this)
    // Done before this page was loaded, and not answered yet.
    this.#pending = (state.pending ?? []).map(waiting)
    this.#dropRefused()
    if (this.#pending.length > 0) this.#refresh([])
    this.#listWaiting()
  }

  /** Loads the source and follows it. Batches that arrive while it loads are applied after it. */
  static async follow(source: StationSource): Promise<{ store: StationStore; stop: () => void }> {
    let store: StationStore | null = null
    const early: FeedBatch[] = []
    const stop = source.subscribe((batch) => (store ? store.apply(batch) : early.push(batch)))
    try {
      store = new StationStore(await source.load())
    } catch (error) {
      stop()
      throw error
    }
    for (const batch of early) store.apply(batch)
    return { store, stop }
  }

  get<K extends DocumentKind>(kind: K, key: string): DocumentByKind[K] | undefined {
    const over = this.#overlay.get(channel.document(kind, key))
    if (over) return (over.document ?? undefined) as DocumentByKind[K] | undefined
    return this.#base[kind].get(key)
  }

  *keys(kind: DocumentKind): Iterable<string> {
    yield* this.#base[kind].keys()
    for (const { kind: over, key, document } of this.#overlay.values()) {
      if (over === kind && document && !this.#base[kind].has(key)) yield key
    }
  }

  all<K extends DocumentKind>(kind: K): DocumentByKind[K][] {
    return [...this.keys(kind)].flatMap((key) => this.get(kind, key) ?? [])
  }

  get status(): SyncStatus {
    return this.#status
  }

  /** Newest last. */
  get events(): readonly StoredEvent[] {
    return this.#events
  }

  /** Done here and not answered yet, oldest first. */
  get waiting(): readonly Command[] {
    return this.#waiting
  }

  /** Refused by the server, and for a person to decide on; oldest first. */
  get refused(): readonly RefusedCommand[] {
    return this.#refused
  }

  /** Grows with every change of any document. */
  get revision(): number {
    return this.#revision
  }

  listen(name: string, listener: () => void): () => void {
    return this.#channels.listen(name, listener)
  }

  onResult(listener: (result: CommandResult) => void): () => void {
    this.#results.add(listener)
    return () => this.#results.delete(listener)
  }

  /** The server's answer to a command sent from this page; `undefined` while there is none. */
  resultOf(commandId: string): CommandResult | undefined {
    return this.#answered.get(commandId)
  }

  /** Events as they arrive, not those that were there before. */
  onNews(listener: (events: readonly StoredEvent[]) => void): () => void {
    this.#news.add(listener)
    return () => this.#news.delete(listener)
  }

  /** Shows what the command will do until the server's word of it is in the documents. */
  expect(command: Command): void {
    if (this.#pending.some((each) => each.command.id === command.id)) return
    this.#answered.delete(command.id)
    this.#pending.push(waiting(command))
    if (command.type === 'order.create') this.#taken.set(command.id, command.payload.plate)
    this.#refresh([])
    if (this.#listWaiting()) this.#channels.tell([channel.unsettled])
  }

  /**
   * Answers a command that the rules refuse over documents known to be current, as the server would, without asking it.
   * @returns whether it was refused; where the documents may be old, only the server can tell
   */
  refuses(command: Command): boolean {
    if (this.#status.freshness.kind !== 'current') return false
    const prediction = predict(this.#onServerClock(command), this, this.#scene)
    // What is not here may be at the server, and is for it to say.
    if (prediction.kind !== 'refused' || prediction.rejection.code === 'not_found') return false
    this.expect(command)
    this.apply({ ...NOTHING_NEW, commandResults: [answerOf(command, prediction.rejection)] })
    return true
  }

  /** Takes a prediction back: the command was never accepted. */
  forget(commandId: string): void {
    this.#taken.delete(commandId)
    this.#pending = this.#pending.filter(({ command }) => command.id !== commandId)
    this.#refresh([])
    if (this.#listWaiting()) this.#channels.tell([channel.unsettled])
  }

  /** True for the event of an order that was taken on this page, once each. */
  wasTakenHere(order: DocumentByKind['order']): boolean {
    const own = [...this.#taken].find(([, plate]) => plate === order.vehicle?.plate)
    if (own) this.#taken.delete(own[0])
    return own !== undefined
  }

  apply(batch: FeedBatch): void {
    const touched = new Set<string>()
    if (batch.replace) this.#empty(touched)
    // What waited for another server says nothing of this one.
    if (batch.pending) this.#pending = batch.pending.map(waiting)
    for (const change of batch.changes) {
      this.#put(change)
      touched.add(channel.document(change.kind, change.key))
    }
    const told: string[] = []
    if (batch.status) {
      this.#status = batch.status
      told.push(channel.status)
    }
    if (batch.events.length > 0) {
      this.#events = [...this.#events, ...batch.events].slice(-RECENT_EVENTS)
      told.push(channel.events)
    }
    for (const result of batch.commandResults) this.#settle(result)
    if (batch.refused) {
      this.#refused = batch.refused
      this.#dropRefused()
    }
    this.#dropSeen()
    this.#refresh(touched)
    if (this.#listWaiting() || batch.refused) told.push(channel.unsettled)
    this.#channels.tell(told)
    for (const result of batch.commandResults) for (const listener of this.#results) listener(result)
    if (batch.events.length > 0) for (const listener of this.#news) listener(batch.events)
  }

  /** Who acts here and how the site works; what waits is predicted again with it. */
  situate(scene: Scene): void {
    this.#scene = scene
    this.#refresh([])
  }

  /**
   * What the command does to the documents as they are. Where they contain part of it already, the rule says no: what has
   * not moved since still waits for the rest.
   */
  #shownOf({ command, shown }: Pending): readonly Shown[] {
    const prediction = predict(this.#onServerClock(command), this, this.#scene)
    if (prediction.kind !== 'changes') {
      return shown.filter(({ change, basedOn }) => this.#versionOf(change.kind, change.key) === basedOn)
    }
    return prediction.changes.map((change) => ({ change, basedOn: this.#versionOf(change.kind, change.key) }))
  }

  #versionOf(kind: DocumentKind, key: string): number | null {
    return this.#base[kind].get(key)?.version ?? null
  }

  #put(change: DocumentChange): void {
    const documents = this.#base[change.kind] as Map<string, AnyDocument>
    if (change.document) documents.set(change.key, change.document)
    else documents.delete(change.key)
  }

  #empty(touched: Set<string>): void {
    for (const kind of ['order', 'queue', 'bay', 'job'] as const) {
      for (const key of this.#base[kind].keys()) touched.add(channel.document(kind, key))
      this.#base[kind].clear()
    }
  }

  #settle(result: CommandResult): void {
    const pending = this.#pending.find(({ command }) => command.id === result.id)
    if (!pending) return
    this.#answered.set(result.id, result)
    if (result.status === 'rejected') this.#taken.delete(result.id)
    // Answered before there was a picture: the first one has it.
    const epoch = this.#status.cursor?.epoch ?? ''
    if (result.status === 'applied') pending.done = { epoch, seq: result.seq }
    else this.#pending = this.#pending.filter((other) => other !== pending)
  }

  /** @returns whether another list of commands waits now */
  #listWaiting(): boolean {
    const waiting = this.#pending.flatMap(({ command, done }) => (done ? [] : [command]))
    const before = this.#waiting
    if (waiting.length === before.length && waiting.every((command, at) => command === before[at])) return false
    this.#waiting = waiting
    return true
  }

  /** What is refused waits no longer, whether or not its answer was heard here. */
  #dropRefused(): void {
    const refused = new Set(this.#refused.map(({ command }) => command.id))
    if (refused.size > 0) this.#pending = this.#pending.filter(({ command }) => !refused.has(command.id))
  }

  #dropSeen(): void {
    const seen = this.#status.cursor
    if (!seen || this.#pending.length === 0) return
    // Another epoch is another log: its snapshot has what was done, or the server has lost it.
    this.#pending = this.#pending.filter(({ done }) => !done || (done.epoch === seen.epoch && done.seq > seen.seq))
  }

  /** A prediction is drawn among documents whose times are the server's. */
  #onServerClock(command: Command): Command {
    const { clockOffset = 0 } = this.#status
    if (clockOffset === 0) return command
    return { ...command, issuedAt: new Date(Date.parse(command.issuedAt) + clockOffset).toISOString() }
  }

  /** Lays the predictions over the documents again and tells whoever shows one that changed. */
  #refresh(changed: Iterable<string>): void {
    const touched = new Set(changed)
    const before = this.#overlay
    if (this.#pending.length > 0 || before.size > 0) {
      this.#overlay = new Map()
      for (const pending of this.#pending) {
        pending.shown = this.#shownOf(pending)
        for (const { change } of pending.shown) {
          this.#overlay.set(channel.document(change.kind, change.key), change)
        }
      }
      for (const [name, change] of this.#overlay) {
        const old = before.get(name)
        if (old && sameDocument(old, change)) this.#overlay.set(name, old)
        else touched.add(name)
      }
      for (const name of before.keys()) if (!this.#overlay.has(name)) touched.add(name)
    }
    if (touched.size === 0) return
    this.#revision += 1
    const lists = this.lists.update(this, touched) ? [channel.lists] : []
    const turns = this.waits.update(touched) ? [channel.turns] : []
    this.#channels.tell([...touched, ...lists, ...turns, channel.anything])
  }
}

function sameDocument(one: DocumentChange, other: DocumentChange): boolean {
  return JSON.stringify(one.document) === JSON.stringify(other.document)
}
