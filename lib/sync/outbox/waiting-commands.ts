import type { AnyCommand } from '../ports/domain'
import type { Outbox } from '../ports/ports'

export interface WaitingCommandsOptions {
  readonly outbox: Outbox
  /** These have begun to wait: done just now, or found in the outbox. */
  onWaiting(commands: readonly AnyCommand[]): void
  onPending(count: number): void
  /** All that waits and has certainly not left this machine. */
  onUnsent(ids: readonly string[]): void
}

/** What the outbox holds, as the sender knows it: in order, and which of it has certainly not left this machine. */
export class WaitingCommands {
  readonly #options: WaitingCommandsOptions
  #list: readonly AnyCommand[] = []
  #unsent: ReadonlySet<string> = new Set()
  /** For each reading of the outbox that is under way: what was taken back meanwhile, and may be in what was read. */
  readonly #reading = new Set<Set<string>>()

  constructor(options: WaitingCommandsOptions) {
    this.#options = options
  }

  get list(): readonly AnyCommand[] {
    return this.#list
  }

  /** Ids, in order. */
  get unsent(): readonly string[] {
    return this.#list.flatMap(({ id }) => (this.#unsent.has(id) ? [id] : []))
  }

  of(ids: readonly string[]): readonly AnyCommand[] {
    return this.#list.filter(({ id }) => ids.includes(id))
  }

  /** Takes over what the outbox holds: from an earlier session, or put there by another tab. */
  async load(): Promise<void> {
    const { outbox } = this.#options
    const takenBack = new Set<string>()
    this.#reading.add(takenBack)
    try {
      const [unsent, held] = await Promise.all([outbox.unsent(), outbox.pending()])
      const stored = held.filter(({ id }) => !takenBack.has(id))
      const ids = new Set(stored.map(({ id }) => id))
      // What was accepted while we read comes after it.
      const accepted = this.#list.filter(({ id }) => !ids.has(id))
      const free = accepted.flatMap(({ id }) => (this.#unsent.has(id) ? [id] : []))
      this.#set([...stored, ...accepted], [...unsent, ...free])
    } finally {
      this.#reading.delete(takenBack)
    }
  }

  add(command: AnyCommand, unsent: boolean): void {
    if (this.of([command.id]).length > 0) return
    this.#set([...this.#list, command], unsent ? [...this.#unsent, command.id] : this.#unsent)
  }

  /** They are about to be sent. */
  leave(ids: ReadonlySet<string>): void {
    this.#set(
      this.#list,
      [...this.#unsent].filter((id) => !ids.has(id)),
    )
  }

  takenBack(ids: ReadonlySet<string>): void {
    for (const takenBack of this.#reading) for (const id of ids) takenBack.add(id)
    this.remove(ids)
  }

  remove(ids: ReadonlySet<string>): void {
    this.#set(
      this.#list.filter(({ id }) => !ids.has(id)),
      this.#unsent,
    )
  }

  #set(list: readonly AnyCommand[], unsent: Iterable<string>): void {
    const before = this.unsent
    const known = new Set(this.#list.map(({ id }) => id))
    const more = list.filter(({ id }) => !known.has(id))
    this.#list = list
    const ids = new Set(unsent)
    this.#unsent = new Set(list.flatMap(({ id }) => (ids.has(id) ? [id] : [])))
    if (more.length > 0) this.#options.onWaiting(more)
    this.#options.onPending(list.length)
    const { unsent: after } = this
    if (after.length !== before.length || after.some((id, at) => id !== before[at])) this.#options.onUnsent(after)
  }
}
