import type { AnyCommand } from '../ports/domain'
import type { Rejected } from '../protocol/commands'

/** A command that the server refused, with what it said, as it is kept until a person has decided on it. */
export interface RefusedCommand {
  readonly command: AnyCommand
  readonly answer: Rejected
}

/** What a person decides on a refused command: written down, and the command is no longer kept. */
export const DECISIONS = ['done_again', 'done_otherwise', 'not_needed', 'mistake', 'handed_over'] as const
export type Decision = (typeof DECISIONS)[number]
