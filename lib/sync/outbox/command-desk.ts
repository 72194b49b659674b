import type { AnyCommand } from '../ports/domain'
import { Later } from '../ports/later'
import type { Outbox } from '../ports/ports'
import type { CommandsKept } from '../status/status'
import type { Commanding, CommandParts } from './commanding'
import type { Decision, RefusedCommand } from './refused-command'
import type { Withdrawal } from './withdrawal'

/**
 * Where an engine hands its commands in. What sends them may come later: a page that only reads never asks for it, and one
 * that has an outbox asks for it at once, for something may wait there.
 */
export class CommandDesk {
  readonly #sending: Later<Commanding, CommandParts>
  readonly #outbox: Outbox | undefined
  #closed = false

  constructor(
    commanding: Commanding | (() => Promise<Commanding>),
    outbox: Outbox | undefined,
    make: (commanding: Commanding) => CommandParts,
  ) {
    this.#outbox = outbox
    this.#sending = new Later(commanding, (brought) => {
      const parts = make(brought)
      if (this.#closed) parts.sender.close()
      return parts
    })
  }

  get #parts(): CommandParts | null {
    return this.#sending.here
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
    return this.#parts?.sender.kept ?? this.#outbox?.kept ?? (this.#outbox ? 'durable' : 'memory')
  }

  /** Takes over what the outbox holds. Where what sends cannot be brought now, it stays there until it can. */
  async load(): Promise<void> {
    const parts = this.#parts ?? (this.#outbox && (await this.#sending.bring().catch(() => null)))
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
    else if (this.#outbox && !this.#sending.comes) {
      this.#sending.bring().then(
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
    return this.#parts ? use(this.#parts) : this.#sending.bring().then(use)
  }
}
