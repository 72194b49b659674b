import { commandSchema, DOCUMENT_LISTS, SUBSCRIBABLE_EVENT_TYPES, syncEventSchema } from '../../domain'
import { documentsOf } from '../../domain/carried-documents'
import { leansOn } from '../../domain/commands/leaning'
import { touchedDocuments } from '../../domain/commands/touched-documents'
import { refuseCommand } from '../../domain/rules/command-refusals'
import type { Domain } from '../ports/domain'
import { refusedCommandSchema } from './refused-command'
import { commandResultSchema } from './wire'

/** The car wash as the engine is given it. */
export const CAR_WASH: Domain = {
  eventTypes: SUBSCRIBABLE_EVENT_TYPES,
  event: syncEventSchema,
  documentsOf,
  lists: DOCUMENT_LISTS,
  command: commandSchema,
  result: commandResultSchema,
  refused: refusedCommandSchema,
  touchedDocuments,
  leansOn,
  refusal: refuseCommand,
}
