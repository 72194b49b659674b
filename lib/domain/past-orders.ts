import { z } from 'zod'
import { seenOrderSchema } from './documents'

/** Most orders of one answer. */
export const PAST_PAGE = 20

/** `GET /api/v1/sync/orders`: orders of all time, newest first. */
export const pastOrdersSchema = z.object({
  orders: z.array(seenOrderSchema).max(PAST_PAGE),
  /** Where the next page begins: `before` of the next request; `null` on the last one. */
  next: z.number().int().positive().nullable(),
  /** How often a car was here, called off or not yet washed not counted; `null` where no plate was asked for. */
  visits: z.number().int().nonnegative().nullable(),
})

export type PastOrders = z.infer<typeof pastOrdersSchema>

/** What is looked for: one car, or what stands in a plate, a number, a telephone number or a name. */
export interface PastQuery {
  readonly plate?: string
  readonly text?: string
  readonly before?: number
}

/** The address of these orders, as every host asks for it. */
export function pastOrdersPath({ plate, text, before }: PastQuery): string {
  const params = new URLSearchParams()
  if (plate !== undefined) params.set('plate', plate)
  if (text !== undefined) params.set('text', text)
  if (before !== undefined) params.set('before', String(before))
  return `/api/v1/sync/orders?${params}`
}
