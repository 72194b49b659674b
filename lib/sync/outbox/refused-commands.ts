import type { Outbox } from '../ports/ports'
import type { RefusedCommand } from './refused-command'

/** What the server refused, kept in the outbox until a person has decided on each. */
export class RefusedCommands {
  readonly #outbox: Outbox
  readonly #onChange: (refused: readonly RefusedCommand[]) => void
  #list: readonly RefusedCommand[] = []

  constructor(outbox: Outbox, onChange: (refused: readonly RefusedCommand[]) => void) {
    this.#outbox = outbox
    this.#onChange = onChange
  }

  /** In the order in which they were refused. */
  get list(): readonly RefusedCommand[] {
    return this.#list
  }

  /** Takes over what the outbox holds: from an earlier session, or put there by another tab. */
  async load(): Promise<void> {
    const held = await this.#outbox.refused()
    // A disk that cannot be read now says nothing of what is on it.
    this.#set(this.#outbox.kept === 'memory' ? this.#with(held) : held)
  }

  /** Resolves once they are safely kept, and wait for the server no longer. */
  async keep(refused: readonly RefusedCommand[]): Promise<void> {
    if (refused.length === 0) return
    await this.#outbox.setAside(refused)
    await this.load()
  }

  /** @returns what was released; `null` where it is not known */
  async release(id: string): Promise<RefusedCommand | null> {
    await this.#outbox.release(id)
    const released = this.#list.find(({ command }) => command.id === id) ?? null
    this.#set(this.#list.filter((each) => each !== released))
    return released
  }

  /** What is known, and after it what is new of these. */
  #with(refused: readonly RefusedCommand[]): readonly RefusedCommand[] {
    const known = new Set(this.#list.map(({ command }) => command.id))
    return [...this.#list, ...refused.filter(({ command }) => !known.has(command.id))]
  }

  #set(list: readonly RefusedCommand[]): void {
    const same =
      list.length === this.#list.length && list.every((each, at) => each.command.id === this.#list[at]?.command.id)
    this.#list = list
    if (!same) this.#onChange(list)
  }
}
