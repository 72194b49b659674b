import type { AnyCommand } from '../ports/domain'

interface OpenCommand {
  readonly command: AnyCommand
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/** A follower's commands that no leader has kept yet. Sent again to each new leader: an id is executed only once. */
export class OpenCommands {
  readonly #post: (command: AnyCommand) => void
  readonly #open = new Map<string, OpenCommand>()

  constructor(post: (command: AnyCommand) => void) {
    this.#post = post
  }

  add(command: AnyCommand): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#open.set(command.id, { command, resolve, reject })
      this.#post(command)
    })
  }

  settle(id: string, error: string | null): void {
    const found = this.#open.get(id)
    this.#open.delete(id)
    if (error === null) found?.resolve()
    else found?.reject(new Error(error))
  }

  /** They were taken back: nobody has to send them. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.settle(id, null)
  }

  /** Hands all over anew: to a new leader, or with `keep` to the engine that this tab now runs itself. */
  resend(keep?: (command: AnyCommand) => Promise<void>): void {
    for (const { command } of this.#open.values()) {
      if (!keep) this.#post(command)
      else
        keep(command).then(
          () => this.settle(command.id, null),
          (error) => this.settle(command.id, String(error)),
        )
    }
  }

  /** The page goes: nobody will answer any more. */
  abandon(): void {
    for (const { reject } of this.#open.values()) reject(new Error('stopped: the command was not kept'))
    this.#open.clear()
  }
}
