import { z } from 'zod'
import { instantSchema, senSchema, slugSchema, versionSchema } from '../values'

/**
 * A shift of a site's till: from the float that was put into the drawer to the cash that was counted in it. What is stated
 * of it once it is closed is never changed.
 */
export const shiftSchema = z.object({
  /** The id of the command that opened it. */
  shiftId: z.uuid(),
  tenantId: slugSchema,
  /** From 1, without gaps: the number of its Z. */
  number: z.number().int().positive(),
  openedAt: instantSchema,
  /** Who opened it, as the log calls them. */
  openedBy: z.string().max(128).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Sen in the drawer as it began. */
  float: senSchema,
  /** Number of the site's last payment before it; the first of the shift is the next one. */
  fromSeq: z.number().int().nonnegative(),
  /** `null` while it is open, and all below with it. */
  closedAt: instantSchema.nullable(),
  closedBy: z.string().max(128).nullable(),
  /** Sen of cash counted in the drawer, before anybody was told how much it should be. */
  counted: senSchema.nullable(),
  /** Number of its last payment; `null` too until the server has closed it. */
  toSeq: z.number().int().nonnegative().nullable(),
  /** Sen of cash there should be: the float, and the cash of the shift's payments. `null` as `toSeq`. */
  expected: senSchema.nullable(),
  /** What whoever closed it had to say of the count. */
  note: z.string().max(500),
  updatedAt: instantSchema,
  version: versionSchema,
})

export type Shift = z.infer<typeof shiftSchema>
