import { z } from 'zod'
import { personIdSchema } from '../team'
import { instantSchema } from '../values'
import { COMMANDS, type CommandType } from './index'

export const COMMAND_TYPES = Object.keys(COMMANDS) as CommandType[]

const envelope = {
  /** Made by the client; the same id is executed at most once, however often it is sent. */
  id: z.uuid(),
  /** When the person acted. What takes back a pause or a resume says when that was: no time passes between the two. */
  issuedAt: instantSchema,
  /** When a person decided to have it done all the same, after it was refused: its age counts from then. */
  confirmedAt: instantSchema.optional(),
  /** Who of the team stood at the station; a station that does not ask leaves it out. */
  person: personIdSchema.optional(),
  /** Who of the team approved, by PIN and on the spot, what takes more than the person or the station may. */
  approvedBy: personIdSchema.optional(),
  /** Version of the document (order, queue, bay or job) the person saw; a mismatch is rejected as `conflict`. */
  expect: z.object({ version: z.number().int().positive() }).optional(),
}

type CommandOf<T extends CommandType> = z.ZodObject<
  typeof envelope & { type: z.ZodLiteral<T>; payload: (typeof COMMANDS)[T]['payload'] }
>
type AnyCommand = { [T in CommandType]: CommandOf<T> }[CommandType]

// One member a definition; a tuple of them is what the compiler does not see in a list.
export const commandSchema = z.discriminatedUnion(
  'type',
  Object.values(COMMANDS).map(({ type, payload }) =>
    z.object({ ...envelope, type: z.literal(type), payload }),
  ) as unknown as readonly [AnyCommand, ...AnyCommand[]],
)

export type Command = z.infer<typeof commandSchema>
/** What a command carries as it is written down to be sent: what has a default may be left out. */
export type CommandPayload<T extends CommandType> = z.input<(typeof COMMANDS)[T]['payload']>
