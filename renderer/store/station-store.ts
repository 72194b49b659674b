import type { Command, DocumentByKind, DocumentChange, DocumentKind, Order } from '@/lib/domain'
import { touchedDocuments } from '@/lib/domain/commands/touched-documents'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import {
  type FeedBatch,
  type FeedState,
  NOTHING_NEW,
  type RefusedCommand,
  type StationSource,
  type StoredEvent,
  type SyncStatus,
} from '@/lib/sync/engine'
import { Channels } from './channels'
import { Lists } from './lists'
import { afterAnswer, afterEvents, isIn, type Pending, pendingOf, type Shown, unmoved, waits } from './pending'
import { answerOf, type Documents, predict, type Scene, sceneOf } from './predict'
import { Standings } from './standings'
import { type TakingBack, takingBack } from './taking-back'
import { ToldDocuments } from './told-documents'
import { Waits } from './waits'

const RECENT_EVENTS = 500

/** Before the station's settings and its price list are read: nothing is refused here, the server decides. */
const ANYWHERE = sceneOf({ role: 'admin', tenantId: '', bayId: null }, undefined)

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
  readonly standings = new Standings(this, this.lists)
  readonly #told = new ToldDocuments()
  #overlay = new Map<string, DocumentChange>()
  #pending: Pending[] = []
  #waiting: readonly Command[] = []
  #refused: readonly RefusedCommand[]
  #unsent: ReadonlySet<string>
  #scene: Scene = ANYWHERE
  #revision = 0
  #status: SyncStatus
  #events: readonly StoredEvent[]
  readonly #channels = new Channels()
  /** Answers so far, for who begins to listen after the answer came. */
  readonly #answered = new Map<string, CommandResult>()
  /** Commands sent from this page that have no answer yet. */
  readonly #asked = new Set<string>()
  /** Commands whose refusal the screen that sent them shows itself. */
  readonly answeredByScreen = new Set<string>()
  /** Orders taken here whose event has not come yet, by command. */
  readonly #taken = new Map<string, Extract<Command, { type: 'order.create' }>['payload']>()
  /** Ids of commands that were taken back before they were sent. */
  readonly takenBack = new Set<string>()
  readonly #results = new Set<(result: CommandResult) => void>()
  readonly #news = new Set<(events: readonly StoredEvent[]) => void>()

  constructor(state: FeedState) {
    this.#status = state.status
    this.#events = state.recentEvents
    this.#refused = state.refused ?? []
    this.#unsent = new Set(state.unsent)
    for (const change of state.documents) this.#told.put(change)
    this.lists.rebuild(this)
    // Done before this page was loaded, and not answered yet.
    this.#pending = (state.pending ?? []).map(pendingOf)
    this.#hear(state.recentEvents)
    this.#dropRefused()
    this.#dropSeen()
    if (this.#pending.length > 0) this.#refresh([])
    this.#listWaiting()
  }

  /** Loads the source and follows it: its batches go on exactly from what it loaded. */
  static async follow(source: StationSource): Promise<{ store: StationStore; stop: () => void }> {
    const store = new StationStore(await source.load())
    return { store, stop: source.subscribe((batch) => store.apply(batch)) }
  }

  get<K extends DocumentKind>(kind: K, key: string): DocumentByKind[K] | undefined {
    const over = this.#overlay.get(channel.document(kind, this.#told.nameOf(kind, key)))
    if (over) return (over.document ?? undefined) as DocumentByKind[K] | undefined
    return this.#told.get(kind, key)
  }

  *keys(kind: DocumentKind): Iterable<string> {
    yield* this.#told.keys(kind)
    for (const { kind: over, key, document } of this.#overlay.values()) {
      if (over === kind && document && !this.#told.has(kind, key)) yield key
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

  /** Ids of those that have certainly not left this machine. */
  get unsent(): ReadonlySet<string> {
    return this.#unsent
  }

  /** What taking back one that waits would come to. */
  takingBack(command: Command): TakingBack {
    return takingBack(command, this.#waiting, this.#told, this.#scene)
  }

  /**
   * The version of an order that a person sees here, for the server to tell whether it is still the same; `undefined` while
   * something is under way that was done to it here: one's own doing is not somebody else's.
   */
  versionSeen({ orderID, takenAs, version }: Order): number | undefined {
    const names = [`order:${orderID}`, `order:${takenAs}`]
    const isOwn = this.#pending.some(
      ({ command, shown }) =>
        touchedDocuments(command).some((name) => names.includes(name)) ||
        shown.some(({ change }) => change.kind === 'order' && change.key === orderID),
    )
    return isOwn ? undefined : version
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
    this.#pending.push(pendingOf(command))
    this.#asked.add(command.id)
    if (command.type === 'order.create') this.#taken.set(command.id, command.payload)
    this.#refresh([])
    if (this.#listWaiting()) this.#channels.tell([channel.unsettled])
  }

  /**
   * Answers a command that the rules refuse over documents known to be current, as the server would, without asking it.
   * @returns whether it was refused; where the documents may be old, only the server can tell
   */
  refuses(command: Command): boolean {
    if (this.#status.freshness.kind !== 'current') return false
    // Sent once more, it is not judged over what it is doing.
    if (this.#pending.some(({ command: { id } }) => id === command.id)) return false
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
    const own = [...this.#taken].find(([, { takenAs, plate }]) =>
      // A server that does not tell what a station called it still tells the plate.
      order.takenAs ? takenAs === order.takenAs : plate === order.vehicle?.plate,
    )
    if (own) this.#taken.delete(own[0])
    return own !== undefined
  }

  apply(batch: FeedBatch): void {
    const touched = new Set<string>()
    if (batch.replace) for (const { kind, key } of this.#told.clear()) touched.add(channel.document(kind, key))
    // What waited for another server says nothing of this one.
    if (batch.pending) this.#pending = batch.pending.map(pendingOf)
    this.#showWaiting(batch.waiting ?? [])
    for (const change of batch.changes) {
      this.#told.put(change)
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
    this.#hear(batch.events)
    for (const result of batch.commandResults) this.#settle(result)
    if (batch.refused) {
      this.#refused = batch.refused
      this.#dropRefused()
    }
    if (batch.withdrawn) this.#takeBack(batch.withdrawn)
    if (batch.unsent) this.#unsent = new Set(batch.unsent)
    this.#dropSeen()
    this.#refresh(touched)
    if (this.#listWaiting() || batch.refused || batch.unsent) told.push(channel.unsettled)
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
   * not moved since still waits for the rest. Once it has been done it is not predicted again, over what came after it.
   */
  #shownOf({ command, come, shown }: Pending): readonly Shown[] {
    if (come) return this.#still(shown)
    const prediction = predict(this.#onServerClock(command), this, this.#scene)
    if (prediction.kind !== 'changes') return this.#still(shown)
    return prediction.changes.map((change) => ({ change, basedOn: this.#told.versionOf(change.kind, change.key) }))
  }

  /** What nobody has moved of it, under the numbers that the server has given since. */
  #still(shown: readonly Shown[]): readonly Shown[] {
    return unmoved(shown, this.#told.versionOf).map(({ change, basedOn }) => ({
      change: this.#told.withNumbers(change),
      basedOn,
    }))
  }

  /** What else the changed orders, named `kind:key`, are called. */
  #provisionalOf(touched: ReadonlySet<string>): string[] {
    return [...touched].flatMap((name) => {
      if (!name.startsWith('order:')) return []
      return this.get('order', name.slice('order:'.length))?.takenAs ?? []
    })
  }

  #settle(result: CommandResult): void {
    const pending = this.#pending.find(({ command }) => command.id === result.id)
    // Its event has settled it already, but the screen that sent it still waits for the answer.
    if (!this.#asked.delete(result.id) && !pending) return
    this.#answered.set(result.id, result)
    if (result.status === 'rejected') this.#taken.delete(result.id)
    // Answered before the first picture was loaded: that picture contains it.
    const epoch = this.#status.cursor?.epoch ?? ''
    this.#replacePending((each) => (each === pending ? afterAnswer(each, result, epoch) : each))
  }

  /** The log's word on what was done here: an answer that got lost is not needed any more. */
  #hear(events: readonly StoredEvent[]): void {
    if (events.length > 0) this.#replacePending((each) => afterEvents(each, events))
  }

  #replacePending(replace: (pending: Pending) => Pending | null): void {
    this.#pending = this.#pending.flatMap((each) => replace(each) ?? [])
  }

  /**
   * Done in another page of this station's, or another tab. What the log has told of already is seen as it stands there; what
   * was taken back does not come again.
   */
  #showWaiting(commands: readonly Command[]): void {
    for (const command of commands) {
      const known = this.#pending.some((each) => each.command.id === command.id)
      if (known || this.takenBack.has(command.id)) continue
      const told = afterEvents(pendingOf(command), this.#events)
      if (told) this.#pending.push(told)
    }
  }

  /** @returns whether another list of commands waits now */
  #listWaiting(): boolean {
    const waiting = this.#pending.flatMap((pending) => (waits(pending) ? [pending.command] : []))
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

  /** No event of these will come. */
  #takeBack(ids: readonly string[]): void {
    for (const id of ids) {
      this.takenBack.add(id)
      this.#taken.delete(id)
      this.#asked.delete(id)
    }
    this.#pending = this.#pending.filter(({ command }) => !this.takenBack.has(command.id))
  }

  #dropSeen(): void {
    const { cursor } = this.#status
    this.#pending = this.#pending.filter((pending) => !isIn(pending, cursor, this.#told.versionOf))
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
      this.#pending = this.#pending.map((pending) => {
        const shown = this.#shownOf(pending)
        for (const { change } of shown) this.#overlay.set(channel.document(change.kind, change.key), change)
        return { ...pending, shown }
      })
      for (const [name, change] of this.#overlay) {
        const old = before.get(name)
        if (old && sameDocument(old, change)) this.#overlay.set(name, old)
        else touched.add(name)
      }
      for (const name of before.keys()) if (!this.#overlay.has(name)) touched.add(name)
    }
    if (touched.size === 0) return
    for (const takenAs of this.#provisionalOf(touched)) touched.add(channel.document('order', takenAs))
    this.#revision += 1
    const lists = this.lists.update(this, touched) ? [channel.lists] : []
    const turns = this.waits.update(touched) ? [channel.turns] : []
    this.standings.forget()
    this.#channels.tell([...touched, ...lists, ...turns, channel.anything])
  }
}

function sameDocument(one: DocumentChange, other: DocumentChange): boolean {
  return JSON.stringify(one.document) === JSON.stringify(other.document)
}
