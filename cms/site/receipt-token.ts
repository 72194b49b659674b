import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { orderIDSchema, slugSchema } from '@/lib/domain/values'

/** Bytes that nobody guesses, in as few characters of a QR code as may be. */
const KEY_BYTES = 16
/** Stands in no site's name, order number or key. */
const BETWEEN = '~'

const namedSchema = z.object({ tenantId: slugSchema, orderID: orderIDSchema })
export type NamedOrder = z.infer<typeof namedSchema>

/** Opens the receipt of one order to whoever has it: nothing of it is kept, and another secret makes it useless. */
export const receiptToken = (secret: string, order: NamedOrder): string =>
  [order.tenantId, order.orderID, keyOf(secret, order).toString('base64url')].join(BETWEEN)

/** The order whose receipt a token opens; `null` for one that nobody was given. */
export function openReceiptToken(secret: string, token: string): NamedOrder | null {
  const [tenantId, orderID, key = ''] = token.split(BETWEEN)
  const named = namedSchema.safeParse({ tenantId, orderID })
  if (!named.success) return null
  const given = Buffer.from(key, 'base64url')
  return given.length === KEY_BYTES && timingSafeEqual(given, keyOf(secret, named.data)) ? named.data : null
}

const keyOf = (secret: string, { tenantId, orderID }: NamedOrder) =>
  createHmac('sha256', secret).update(`receipt ${tenantId} ${orderID}`).digest().subarray(0, KEY_BYTES)
