import type { CommandDomain } from '../ports/domain'
import type { Outbox } from '../ports/ports'
import type { Filter } from '../transport/filter'
import type { Http } from '../transport/http'
import { commandsUrl, eventsUrl } from '../transport/urls'
import type { Parts } from '../wiring/parts'
import { callbacks } from '../wiring/reactions'
import { SENDER_REACTIONS } from '../wiring/sender-reactions'
import { MemoryOutbox } from './memory-outbox'
import type { Decision, RefusedCommand } from './refused-command'
import { RefusedCommands } from './refused-commands'
import { CommandSender, type SenderOptions } from './sender'
import { takeBack, type Withdrawal } from './withdrawal'

/** What is told of them. */
export interface CommandingOptions extends SenderOptions {
  onRefused(refused: readonly RefusedCommand[]): void
  /** A person has decided on a refused command, which is no longer kept. */
  onDecided(released: RefusedCommand, decision: Decision): void
}

/** What an engine has that its commands need. */
export interface SendingContext extends Pick<SenderOptions, 'clock' | 'random' | 'config' | 'http'> {
  readonly outbox: Outbox | undefined
  readonly account: string | undefined
  readonly serverUrl: string
  /** The way on which it reads. */
  readonly reading: Http
  filter(): Filter
  parts(): Parts
}

/** What sends commands, and what keeps those that were refused. */
export interface CommandParts {
  readonly sender: CommandSender
  readonly refused: RefusedCommands
  release(id: string, decision: Decision): Promise<void>
}

/** All that an engine needs to send commands; one that only reads can do without. */
export interface Commanding {
  make(context: SendingContext): CommandParts
  takeBack(outbox: Outbox, ids: readonly string[]): Promise<Withdrawal>
}

/** Sends the commands of this domain. */
export function commandingOf(domain: CommandDomain): Commanding {
  return {
    make({ outbox = new MemoryOutbox(), account, serverUrl, reading, filter, parts, ...base }) {
      const { onRefused, onDecided, ...told } = callbacks(SENDER_REACTIONS, parts)
      const refused = new RefusedCommands(outbox, onRefused)
      return {
        sender: new CommandSender({
          ...{ ...base, ...told, domain, outbox, refused },
          url: commandsUrl(serverUrl, { tenantId: base.config.tenantId, account }),
          mayRun: () => parts().driver.mayRequest,
          isHeard: () => parts().driver.connection.state === 'connected',
          async probe() {
            const answer = await reading.request(eventsUrl(serverUrl, filter(), parts().writer.accepted, 1))
            return answer.ok ? null : answer
          },
        }),
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
