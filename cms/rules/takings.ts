import { z } from 'zod'

/** Money taken in one day of the site. Crosses from server to page as JSON. */
export const takingsSchema = z.object({
  /** Sen; what was given back is taken off. */
  amount: z.number().int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Orders that were paid, wholly or in part. */
  orders: z.number().int().nonnegative(),
})
export type Takings = z.infer<typeof takingsSchema>

/** What an event says of an order's money: how much was held before and after it, sen. */
export interface MoneyHeld {
  readonly orderID: string
  readonly previousPaidAmount: number
  readonly paidAmount: number
}

/** The day's takings: what each order holds now less what it held when the day began. Events are oldest first. */
export function takingsOf(currency: string, today: readonly MoneyHeld[]): Takings {
  const held = new Map<string, { before: number; now: number }>()
  for (const { orderID, previousPaidAmount, paidAmount } of today) {
    held.set(orderID, { before: held.get(orderID)?.before ?? previousPaidAmount, now: paidAmount })
  }
  let amount = 0
  let orders = 0
  for (const { before, now } of held.values()) {
    const taken = now - before
    amount += taken
    if (taken > 0) orders += 1
  }
  return { amount, currency, orders }
}
