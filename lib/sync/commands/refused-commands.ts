import type { Outbox } from '../manager-api'
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
    this.#set(await this.#outbox.refused())
  }

  /** Resolves once they are safely kept. */
  async keep(refused: readonly RefusedCommand[]): Promise<void> {
    if (refused.length === 0) return
    for (const each of refused) await this.#outbox.setAside(each)
    const known = new Set(this.#list.map(({ command }) => command.id))
    this.#set([...this.#list, ...refused.filter(({ command }) => !known.has(command.id))])
  }

  /** @returns what was released; `null` where it is not known */
  async release(id: string): Promise<RefusedCommand | null> {
    await this.#outbox.release(id)
    const released = this.#list.find(({ command }) => command.id === id) ?? null
    this.#set(this.#list.filter((each) => each !== released))
    return released
  }

  #set(list: readonly RefusedCommand[]): void {
    const same =
      list.length === this.#list.length && list.every((each, at) => each.command.id === this.#list[at]?.command.id)
    this.#list = list
    if (!same) this.#onChange(list)
  }
}
