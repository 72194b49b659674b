import type { CommandDomain } from '../ports/domain'
import type { Outbox } from '../ports/ports'
import { SENDER_REACTIONS } from '../wiring/sender-reactions'
import { MemoryOutbox } from './memory-outbox'
import type { Decision, RefusedCommand } from './refused-command'
import { RefusedCommands } from './refused-commands'
import { CommandSender, type SenderOptions } from './sender'
import { takeBack, type Withdrawal } from './withdrawal'

export interface CommandingOptions extends Omit<SenderOptions, 'domain' | 'outbox' | 'refused'> {
  /** Default: one that lives as long as the engine. */
  readonly outbox: Outbox | undefined
  onRefused(refused: readonly RefusedCommand[]): void
  /** A person has decided on a refused command, which is no longer kept. */
  onDecided(released: RefusedCommand, decision: Decision): void
}

/** What sends commands, and what keeps those that were refused. */
export interface CommandParts {
  readonly sender: CommandSender
  readonly refused: RefusedCommands
  release(id: string, decision: Decision): Promise<void>
}

/** All that an engine needs to send commands; one that only reads can do without. */
export interface Commanding {
  /** What it tells of itself does this. */
  readonly reactions: typeof SENDER_REACTIONS
  make(options: CommandingOptions): CommandParts
  takeBack(outbox: Outbox, ids: readonly string[]): Promise<Withdrawal>
}

/** Sends the commands of this domain. */
export function commandingOf(domain: CommandDomain): Commanding {
  return {
    reactions: SENDER_REACTIONS,
    make({ outbox = new MemoryOutbox(), onRefused, onDecided, ...options }) {
      const refused = new RefusedCommands(outbox, onRefused)
      return {
        sender: new CommandSender({ ...options, domain, outbox, refused }),
        refused,
        async release(id, decision) {
          const released = await refused.release(id)
          if (released) onDecided(released, decision)
        },
      }
    },
    takeBack: (outbox, ids) => takeBack(outbox, domain, ids),
  }
}
