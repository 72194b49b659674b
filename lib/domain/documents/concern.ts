import { z } from 'zod'
import { instantSchema, orderIDSchema, slugSchema, versionSchema } from '../values'

/** What a person decides on something that was refused. */
export const CONCERN_DECISIONS = ['done_again', 'done_otherwise', 'not_needed', 'mistake'] as const
export const concernDecisionSchema = z.enum(CONCERN_DECISIONS)

/**
 * Something that was done at a bay or in a browser, was refused, and was handed to the desk to decide on. The action and its
 * answer are kept as the text they were, whatever the releases at both ends know of them.
 */
export const concernSchema = z.object({
  /** The id of the refused action: it is handed over once. */
  concernId: z.uuid(),
  tenantId: slugSchema,
  /** The order it was about; `null` where it was about none that the station knew. */
  orderID: orderIDSchema.nullable(),
  /** As it stood on the screen there. */
  plate: z.string().max(32).nullable(),
  /** The command, as JSON. */
  action: z.string().max(32_000),
  /** What the server answered, as JSON. */
  answer: z.string().max(8_000),
  /** Who handed it over, as the log calls them. */
  raisedBy: z.string().max(128).nullable(),
  raisedAt: instantSchema,
  /** `null` while nobody at the desk has decided. */
  decision: concernDecisionSchema.nullable(),
  decidedBy: z.string().max(128).nullable(),
  decidedAt: instantSchema.nullable(),
  updatedAt: instantSchema,
  version: versionSchema,
})

export type ConcernDecision = (typeof CONCERN_DECISIONS)[number]
export type Concern = z.infer<typeof concernSchema>
