import type { Command } from '../../protocol'
import { type CommandTarget, mayCommand } from '../permissions'
import type { Run } from './access'
import type { Acting, Definition, Done } from './define'
import { COMMANDS } from './index'
import { rejectRefusal } from './refuse'

/** What whoever runs a command knows of the moment; the rest is in the command. */
export type Moment = Pick<Acting, 'actor' | 'site' | 'actedAt' | 'now'>

/** The run of a command, to be driven over the documents of one site. */
export function runCommand(command: Command, moment: Moment): Run<Done> {
  // The table gives each type its own payload; the compiler cannot follow that through a lookup.
  const definition = COMMANDS[command.type] as Definition<Command['type'], never>
  const acting: Acting = {
    ...moment,
    commandId: command.id,
    expectedVersion: definition.fact?.(command.payload as never) ? undefined : command.expect?.version,
    allow(target: CommandTarget = {}) {
      const answer = mayCommand(command.type, moment.actor, target)
      if (!answer.allowed) rejectRefusal(answer, null)
    },
  }
  return definition.run(acting, command.payload as never)
}
