import { isProvisional } from '../provisional-number'
import { type Run, read } from './access'

/** The fields of payloads that name an order. */
const NAMES = ['orderID', 'before'] as const

/**
 * The payload with the server's numbers in place of provisional ones: what is done to an order from then on is done to the
 * order itself. An order that is not there keeps its name, for the rule to say so.
 */
export function* withServerNumbers<Payload extends object>(payload: Payload): Run<Payload> {
  let named = payload
  for (const field of NAMES) {
    const name: unknown = field in payload ? payload[field as keyof Payload] : null
    if (typeof name !== 'string' || !isProvisional(name)) continue
    const order = yield* read('order', name)
    if (order) named = { ...named, [field]: order.orderID }
  }
  return named
}

/** Whether the command is about an order that its sender knew by its provisional number alone: no version of it was the server's. */
export const isAboutProvisional = (type: string, payload: object): boolean =>
  type.startsWith('order.') &&
  'orderID' in payload &&
  typeof payload.orderID === 'string' &&
  isProvisional(payload.orderID)
