import { z } from 'zod'

/** Money taken in one day of the site. Crosses from server to page as JSON. */
export const takingsSchema = z.object({
  /** Sen; what was given back is taken off. */
  amount: z.number().int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Orders of which something was kept that day, as the Day page counts them (`isKept`). */
  orders: z.number().int().nonnegative(),
})
export type Takings = z.infer<typeof takingsSchema>
