import type { CommandsKept } from '../feed'
import type { Outbox } from '../manager-api'
import type { Command } from '../protocol'
import type { RefusedCommand } from './refused-command'

/** Keeps commands for as long as the page lives; a station passes a durable outbox instead. */
export class MemoryOutbox implements Outbox {
  readonly kept: CommandsKept = 'memory'
  readonly #commands = new Map<string, Command>()
  readonly #refused = new Map<string, RefusedCommand>()

  async pending(): Promise<readonly Command[]> {
    return [...this.#commands.values()]
  }

  async add(command: Command): Promise<void> {
    if (!this.#commands.has(command.id)) this.#commands.set(command.id, command)
  }

  async settle(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#commands.delete(id)
  }

  async setAside(refused: readonly RefusedCommand[]): Promise<void> {
    for (const each of refused) if (this.#commands.delete(each.command.id)) this.#refused.set(each.command.id, each)
  }

  async refused(): Promise<readonly RefusedCommand[]> {
    return [...this.#refused.values()]
  }

  async release(id: string): Promise<void> {
    this.#refused.delete(id)
  }
}
