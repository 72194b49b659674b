import { z } from 'zod'
import { commandResultSchema, commandSchema } from '../protocol'

const [, , rejectedSchema] = commandResultSchema.options

/** A command that the server refused, with what it said, as it is kept until a person has decided on it. */
export const refusedCommandSchema = z.object({ command: commandSchema, answer: rejectedSchema })
export type RefusedCommand = z.infer<typeof refusedCommandSchema>

/** What a person decides on a refused command: written down, and the command is no longer kept. */
export const DECISIONS = ['done_again', 'done_otherwise', 'not_needed', 'mistake'] as const
export type Decision = (typeof DECISIONS)[number]
