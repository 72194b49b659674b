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

/** What somebody shows their PIN for: that they stand here from now on, or to approve the one thing that is about to be done. */
export const pinPurposeSchema = z.enum(['stands', 'approves'])
export type PinPurpose = z.infer<typeof pinPurposeSchema>

/** `POST /api/v1/sync/pin`: whether this is the person's PIN. It is never told, and neither is its hash. */
export const pinTrySchema = z.object({
  personId: personIdSchema,
  pin: personPinSchema,
  purpose: pinPurposeSchema.default('approves'),
})

/** A right one; what is refused is named as `pinRefusal` reads it. */
export const pinAnswerSchema = z.object({ personId: personIdSchema, pinSetAt: instantSchema })

/** Why a PIN that the server was asked about is not taken. */
export type PinRefusal = 'wrong_pin' | 'pin_locked' | 'pin_busy' | 'pin_unknown'

/** @param code the server's, where it was the server that refused */
export function pinRefusal(code: string | undefined): PinRefusal {
  switch (code) {
    case 'wrong_pin':
    case 'bad_body':
      return 'wrong_pin'
    case 'rate_limited':
      return 'pin_locked'
    case 'busy':
      return 'pin_busy'
    default:
      return 'pin_unknown'
  }
}
