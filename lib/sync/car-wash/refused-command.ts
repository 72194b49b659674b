import { z } from 'zod'
import { commandSchema } from '../../domain'
import { commandResultSchema } from './wire'

const [, , rejectedSchema] = commandResultSchema.options

/** A command that was refused, with the answer, as it is kept until a person has decided on it. */
export const refusedCommandSchema = z.object({ command: commandSchema, answer: rejectedSchema })
