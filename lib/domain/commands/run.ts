import { type CommandTarget, mayCommand } from '../rules/permissions'
import { COMMANDS } from './'
import type { Run } from './access'
import type { Command } from './command'
import type { Acting, Definition, Done } from './define'
import { isAboutProvisional, withServerNumbers } from './named-orders'
import { rejectRefusal } from './refuse'

/** What whoever runs a command knows of the moment; the rest is in the command. */
export type Moment = Pick<Acting, 'actor' | 'site' | 'actedAt' | 'now'>

// The table gives each type its own payload; the compiler cannot follow that through a lookup.
const definitionOf = ({ type }: Command) => COMMANDS[type] as Definition<Command['type'], never>

/** Whether the command says what has happened, rather than what somebody wants. */
export function isFact(command: Command): boolean {
  const { fact } = definitionOf(command)
  return fact === 'always' || (fact?.holds(command.payload as never) ?? false)
}

/** The run of a command, to be driven over the documents of one site. */
export function* runCommand(command: Command, moment: Moment): Run<Done> {
  const definition = definitionOf(command)
  const fact = isFact(command)
  const bySight = definition.bySight?.(command.payload as never) ?? false
  const saysNothing = fact || (!bySight && isAboutProvisional(command.type, command.payload))
  const acting: Acting = {
    ...moment,
    isFact: fact,
    commandId: command.id,
    named: 'orderID' in command.payload ? (command.payload.orderID ?? '') : '',
    expectedVersion: saysNothing ? undefined : command.expect?.version,
    allow(target: CommandTarget = {}) {
      const answer = mayCommand(command.type, moment.actor, target)
      if (!answer.allowed) rejectRefusal(answer, null)
    },
  }
  return yield* definition.run(acting, (yield* withServerNumbers(command.payload)) as never)
}
