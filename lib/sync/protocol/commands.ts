import { z } from 'zod'
import { COMMANDS, type CommandType } from '../rules/commands'
import { REJECTION_CODES } from '../rules/commands/refuse'
import { seenBaySchema, seenJobSchema, seenOrderSchema, seenQueueSchema } from './documents'
import { instantSchema, orderIDSchema, seqSchema } from './identity'

/** Most commands one request carries. */
export const MAX_COMMANDS = 100

export type { CommandType } from '../rules/commands'
export { BAY_REASONS } from '../rules/commands/bay-set-status'
export { SKIP_REASONS } from '../rules/commands/job-skip-step'
export type { RejectionCode } from '../rules/commands/refuse'
export { PAYMENT_METHODS } from '../rules/payment'

export const COMMAND_TYPES = Object.keys(COMMANDS) as CommandType[]

const envelope = {
  /** Made by the client; the same id is executed at most once, however often it is sent. */
  id: z.uuid(),
  /** When the person acted. What takes back a pause or a resume says when that was: no time passes between the two. */
  issuedAt: instantSchema,
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

export const commandRequestSchema = z.object({
  commands: z.array(commandSchema).min(1).max(MAX_COMMANDS),
  /** The client's clock at the moment of sending: from it and `issuedAt` the server knows how old an action is. */
  sentAt: instantSchema.optional(),
})

/** The document a command was about, as it now is. */
const currentSchema = z
  .object({
    order: seenOrderSchema.optional(),
    queue: seenQueueSchema.optional(),
    bay: seenBaySchema.optional(),
    job: seenJobSchema.optional(),
  })
  .nullable()

export const commandResultSchema = z.discriminatedUnion('status', [
  /** `seq` of the last event it made; `orderID` of an order it created. */
  z.object({ id: z.uuid(), status: z.literal('applied'), seq: seqSchema, orderID: orderIDSchema.optional() }),
  /** Seen before: the first result again, under `first`. */
  z.object({ id: z.uuid(), status: z.literal('duplicate'), first: z.unknown() }),
  z.object({
    id: z.uuid(),
    status: z.literal('rejected'),
    code: z.enum(REJECTION_CODES),
    message: z.string(),
    /** Which rule refused, as a translation key (`rules.stage.settled`); absent where no rule has a name. */
    reason: z.string().max(64).optional(),
    /** What the translated text of `reason` names. */
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    current: currentSchema,
  }),
])

export const commandResponseSchema = z.object({ results: z.array(commandResultSchema) })

export type Command = z.infer<typeof commandSchema>
/** What a command carries as it is written down to be sent: what has a default may be left out. */
export type CommandPayload<T extends CommandType> = z.input<(typeof COMMANDS)[T]['payload']>
export type CommandResult = z.infer<typeof commandResultSchema>
