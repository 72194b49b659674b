import { findProvisionalNumber, type SeenOrder, shownNumber, WAITING_STAGES } from '@/lib/domain'
import { plateSchema } from '@/lib/domain/commands/ordered'
import { bareText } from '@/lib/domain/rules/bare-text'

/** Letters and digits alone, capital: `wxy 12-34` and `WXY1234` are the same plate. */
export function bare(text: string): string {
  return bareText(text).replace(/[^\p{L}\p{N}]+/gu, '')
}

const ORDER_NUMBER = /AX-\d{8}-\d{4,}/i

/** What a person or a scanner gave: the order number in it (a QR code holds a whole link), else the text itself. */
export function readScan(text: string): string {
  const read = decodeLink(text)
  return ORDER_NUMBER.exec(read)?.[0].toUpperCase() ?? findProvisionalNumber(read) ?? text.trim()
}

/** Orders whose plate, number, customer or telephone number holds the query; best first: exact, then beginning with it, then newest. */
export function findOrders(orders: readonly SeenOrder[], query: string): SeenOrder[] {
  const wanted = bare(readScan(query))
  if (wanted === '') return []
  return orders
    .flatMap((order) => {
      const { name = '', phone } = order.customer ?? {}
      const numbers = [shownNumber(order.orderID), shownNumber(order.takenAs ?? '')]
      const names = [order.vehicle?.plate ?? '', ...numbers, name, phone ?? '']
      const rank = Math.min(...names.map((name) => rankOf(bare(name), wanted)))
      return rank < 3 ? [{ order, rank }] : []
    })
    .sort((a, b) => a.rank - b.rank || bornAt(b.order).localeCompare(bornAt(a.order)))
    .map(({ order }) => order)
}

/**
 * What was typed where it can be a plate; `null` where it cannot: plates have letters and digits, a name has no digit and a
 * telephone number no letter.
 */
export function plateIn(query: string): string | null {
  const text = query.trim()
  const isOther = ORDER_NUMBER.test(text) || /[:/@]/.test(text)
  const isPlate = !isOther && /\p{L}/u.test(text) && /\p{N}/u.test(text) && plateSchema.safeParse(text).success
  return isPlate ? text : null
}

/** The order of the same plate that still waits or is being washed, if there is one. */
export function waitingWith(orders: readonly SeenOrder[], plate: string): SeenOrder | undefined {
  const wanted = bare(plate)
  if (wanted === '') return undefined
  return orders.find(
    ({ stage, vehicle }) =>
      (WAITING_STAGES.includes(stage) || stage === 'in_progress') && bare(vehicle?.plate ?? '') === wanted,
  )
}

/** When the order was taken; where that is not told, when it came to where it is. */
const bornAt = ({ createdAt, stageSince }: SeenOrder) => createdAt ?? stageSince

function rankOf(text: string, wanted: string): number {
  if (text === wanted) return 0
  if (text.startsWith(wanted)) return 1
  return text.includes(wanted) ? 2 : 3
}

function decodeLink(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
