import { z } from 'zod'
import { seenOrderSchema } from './documents'
import { type SyncEvent, syncEventSchema } from './events'

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

/** Most events of one order that are told, the newest. */
export const HISTORY_EVENTS = 200

const historySchema = z.object({ events: z.array(z.unknown()).max(HISTORY_EVENTS) })

/** Where the server tells what its log still has of an order. */
export const historyPath = (orderID: string) => `/api/v1/sync/history?orderID=${encodeURIComponent(orderID)}`

/** What it tells, oldest first; an event by which another version said something else is left out, not shown wrongly. */
export const readHistory = (answer: unknown): SyncEvent[] =>
  historySchema.parse(answer).events.flatMap((event) => syncEventSchema.safeParse(event).data ?? [])
