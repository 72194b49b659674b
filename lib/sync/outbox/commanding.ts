import type { CommandDomain } from '../ports/domain'
import type { Outbox } from '../ports/ports'
import { MemoryOutbox } from './memory-outbox'
import type { RefusedCommand } from './refused-command'
import { RefusedCommands } from './refused-commands'
import { CommandSender, type SenderOptions } from './sender'
import { takeBack, type Withdrawal } from './withdrawal'

export interface CommandingOptions extends Omit<SenderOptions, 'domain' | 'outbox' | 'refused'> {
  /** Default: one that lives as long as the engine. */
  readonly outbox: Outbox | undefined
  onRefused(refused: readonly RefusedCommand[]): void
}

/** What sends commands, and what keeps those that were refused. */
export interface CommandParts {
  readonly sender: CommandSender
  readonly refused: RefusedCommands
}

/** All that an engine needs to send commands; one that only reads can do without. */
export interface Commanding {
  make(options: CommandingOptions): CommandParts
  takeBack(outbox: Outbox, ids: readonly string[]): Promise<Withdrawal>
}

/** Sends the commands of this domain. */
export function commandingOf(domain: CommandDomain): Commanding {
  return {
    make({ outbox = new MemoryOutbox(), onRefused, ...options }) {
      const refused = new RefusedCommands(outbox, onRefused)
      return { sender: new CommandSender({ ...options, domain, outbox, refused }), refused }
    },
    takeBack: (outbox, ids) => takeBack(outbox, domain, ids),
  }
}
