import type { AnyCommand } from '../ports/domain'
import type { Outbox, WaitingCommand } from '../ports/ports'
import type { CommandsKept } from '../status/status'
import type { RefusedCommand } from './refused-command'

/** Keeps commands for as long as the page lives; a station passes a durable outbox instead. */
export class MemoryOutbox implements Outbox {
  readonly kept: CommandsKept = 'memory'
  readonly #waiting = new Map<string, WaitingCommand>()
  readonly #refused = new Map<string, RefusedCommand>()

  async pending(): Promise<readonly AnyCommand[]> {
    return [...this.#waiting.values()].map(({ command }) => command)
  }

  async add(command: AnyCommand, mayHaveLeft = false): Promise<void> {
    if (!this.#waiting.has(command.id)) this.#waiting.set(command.id, { command, unsent: !mayHaveLeft })
  }

  async unsent(): Promise<readonly string[]> {
    return [...this.#waiting.values()].flatMap(({ command, unsent }) => (unsent ? [command.id] : []))
  }

  async letGo(ids: readonly string[]): Promise<readonly string[]> {
    return ids.filter((id) => {
      const waiting = this.#waiting.get(id)
      if (waiting) this.#waiting.set(id, { ...waiting, unsent: false })
      return waiting !== undefined
    })
  }

  async withdraw(choose: (waiting: readonly WaitingCommand[]) => readonly string[]): Promise<void> {
    for (const id of choose([...this.#waiting.values()])) this.#waiting.delete(id)
  }

  async settle(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#waiting.delete(id)
  }

  async setAside(refused: readonly RefusedCommand[]): Promise<void> {
    for (const each of refused) if (this.#waiting.delete(each.command.id)) this.#refused.set(each.command.id, each)
  }

  async refused(): Promise<readonly RefusedCommand[]> {
    return [...this.#refused.values()]
  }

  async release(id: string): Promise<void> {
    this.#refused.delete(id)
  }
}
