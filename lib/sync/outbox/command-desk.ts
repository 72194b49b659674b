import type { AnyCommand } from '../ports/domain'
import type { Outbox } from '../ports/ports'
import type { CommandsKept } from '../status/status'
import type { Commanding, CommandParts } from './commanding'
import type { Decision, RefusedCommand } from './refused-command'
import type { Withdrawal } from './withdrawal'

export interface CommandDeskOptions {
  readonly commanding: Commanding | (() => Promise<Commanding>)
  readonly outbox: Outbox | undefined
  make(commanding: Commanding): CommandParts
}

/**
 * Where an engine hands its commands in. What sends them may come later: a page that only reads never asks for it, and one
 * that has an outbox asks for it at once, for something may wait there.
 */
export class CommandDesk {
  readonly #options: CommandDeskOptions
  #parts: CommandParts | null = null
  #coming: Promise<CommandParts> | null = null
  #closed = false

  constructor(options: CommandDeskOptions) {
    this.#options = options
    const { commanding } = options
    if (typeof commanding !== 'function') this.#parts = options.make(commanding)
  }

  get list(): readonly AnyCommand[] {
    return this.#parts?.sender.list ?? []
  }

  get unsent(): readonly string[] {
    return this.#parts?.sender.unsent ?? []
  }

  get refused(): readonly RefusedCommand[] {
    return this.#parts?.refused.list ?? []
  }

  get kept(): CommandsKept {
    const { outbox } = this.#options
    return this.#parts?.sender.kept ?? outbox?.kept ?? (outbox ? 'durable' : 'memory')
  }

  /** Takes over what the outbox holds. Where what sends cannot be brought now, it stays there until it can. */
  async load(): Promise<void> {
    if (!this.#parts && !this.#options.outbox) return
    const parts = this.#parts ?? (await this.#bring().catch(() => null))
    await parts?.sender.load()
  }

  add(command: AnyCommand): Promise<void> {
    return this.#with(({ sender }) => sender.add(command))
  }

  takeOver(command: AnyCommand, stored: boolean): Promise<void> {
    return this.#with(({ sender }) => sender.takeOver(command, stored))
  }

  withdraw(ids: readonly string[]): Promise<Withdrawal> {
    return this.#with(({ sender }) => sender.withdraw(ids))
  }

  withdrawn(ids: readonly string[]): void {
    this.#parts?.sender.withdrawn(ids)
  }

  release(id: string, decision: Decision): Promise<void> {
    return this.#with((parts) => parts.release(id, decision))
  }

  sendNow(): void {
    if (this.#parts) this.#parts.sender.sendNow()
    else if (this.#options.outbox && !this.#coming) {
      this.#bring().then(
        ({ sender }) => sender.sendNow(),
        () => undefined,
      )
    }
  }

  pause(): void {
    this.#parts?.sender.pause()
  }

  close(): void {
    this.#closed = true
    this.#parts?.sender.close()
  }

  #with<T>(use: (parts: CommandParts) => Promise<T>): Promise<T> {
    return this.#parts ? use(this.#parts) : this.#bring().then(use)
  }

  #bring(): Promise<CommandParts> {
    const { commanding, make } = this.#options
    if (typeof commanding !== 'function') throw new Error('What sends is there from the beginning.')
    this.#coming ??= commanding().then(
      (brought) => {
        this.#parts = make(brought)
        if (this.#closed) this.#parts.sender.close()
        return this.#parts
      },
      (error: unknown) => {
        // A part of the page that did not come may come with the next try.
        this.#coming = null
        throw error
      },
    )
    return this.#coming
  }
}
