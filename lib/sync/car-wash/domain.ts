import { commandSchema } from '../../domain'
import { leansOn } from '../../domain/commands/leaning'
import { touchedDocuments } from '../../domain/commands/touched-documents'
import { refuseCommand } from '../../domain/rules/command-refusals'
import type { CommandDomain, Domain } from '../ports/domain'
import { READING } from './reading'
import { refusedCommandSchema } from './refused-command'
import { commandResultSchema } from './wire'

/** Its commands as an engine that sends them is given them. */
const SENDING: CommandDomain = {
  command: commandSchema,
  result: commandResultSchema,
  refused: refusedCommandSchema,
  touchedDocuments,
  leansOn,
  refusal: refuseCommand,
}

/** The car wash as the engine is given it. */
export const CAR_WASH: Domain = { ...READING, ...SENDING }
