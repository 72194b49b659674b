import { z } from 'zod'
import { instantSchema } from './values'

/** What somebody who works at a site is there for, whichever machine they stand at. */
export const POSITIONS = ['washer', 'cashier', 'manager', 'owner'] as const
export type Position = (typeof POSITIONS)[number]

/** Names a person of the team; the log calls them `person:<id>`. */
export const personIdSchema = z.string().regex(/^[\w-]{1,32}$/)

/** What the log calls somebody of a team. */
export const personActor = (id: number | string): string => `person:${id}`

/** Four digits are remembered, more than six are not typed at a desk. */
export const personPinSchema = z.string().regex(/^\d{4,6}$/)

/** Somebody who works at a site, as its desks and bays know them. */
export const memberSchema = z.object({
  personId: personIdSchema,
  name: z.string().max(200),
  position: z.enum(POSITIONS),
  /** When their PIN was set, which tells one PIN from the next; `null` while they have none. */
  pinSetAt: instantSchema.nullable(),
})

export type Member = z.infer<typeof memberSchema>

/** `POST /api/v1/sync/pin`: whether this is the person's PIN. It is never told, and neither is its hash. */
export const pinTrySchema = z.object({ personId: personIdSchema, pin: personPinSchema })

/** A right one; a wrong one is refused with `wrong_pin`, one too many with `rate_limited`. */
export const pinAnswerSchema = z.object({ personId: personIdSchema, pinSetAt: instantSchema })
