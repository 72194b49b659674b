import { z } from 'zod'
import { epochSchema, seqSchema } from './cursor'
import { instantSchema } from './instant'

/** Most commands one request carries. */
export const MAX_COMMANDS = 100

/** What the server answers to a command. */
export type CommandResult =
  /** `seq` of the last event it made, in that `epoch` (older servers do not say); `orderID` of an order it created. */
  | {
      readonly id: string
      readonly status: 'applied'
      readonly seq: number
      readonly epoch?: string | undefined
      readonly orderID?: string | undefined
    }
  /** Seen before: the first result again, under `first`. */
  | { readonly id: string; readonly status: 'duplicate'; readonly first?: unknown }
  | Rejected

export interface Rejected {
  readonly id: string
  readonly status: 'rejected'
  readonly code: string
  readonly message: string
  /** Which rule refused, as a translation key (`rules.stage.settled`); absent where no rule has a name. */
  readonly reason?: string | undefined
  /** What the translated text of `reason` names. */
  readonly params?: Readonly<Record<string, string | number>> | undefined
  /** The document the command was about, as it now is. */
  readonly current: object | null
}

/**
 * The messages about commands, of a domain's own schemas.
 * @param current the document a command was about, as it now is
 */
export function commandMessages<
  Command extends z.ZodType,
  Code extends z.ZodType<string>,
  Current extends z.ZodType<object | null>,
  OrderID extends z.ZodType<string>,
>({ command, code, current, orderID }: { command: Command; code: Code; current: Current; orderID: OrderID }) {
  const id = z.uuid()
  const applied = z.object({
    ...{ id, status: z.literal('applied'), seq: seqSchema, epoch: epochSchema.optional() },
    orderID: orderID.optional(),
  })
  const duplicate = z.object({ id, status: z.literal('duplicate'), first: z.unknown() })
  const rejected = z.object({
    ...{ id, status: z.literal('rejected'), code, message: z.string() },
    reason: z.string().max(64).optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    current,
  })
  const result = z.discriminatedUnion('status', [applied, duplicate, rejected])
  return {
    request: z.object({
      commands: z.array(command).min(1).max(MAX_COMMANDS),
      /** The client's clock at the moment of sending: from it and `issuedAt` the server knows how old an action is. */
      sentAt: instantSchema.optional(),
    }),
    result,
    response: z.object({ results: z.array(result) }),
  }
}
