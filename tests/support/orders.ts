import { randomUUID } from 'node:crypto'
import type { CommandPayload, CommandType, OrderService, Stage } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'

/** What making and changing orders takes of a server. */
interface Site {
  readonly url: string
  asAdmin(): Record<string, string>
  rest<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>
}

/** An order as REST answers with it. */
export interface OrderRow {
  readonly id: number
  readonly orderID: string
  readonly tenant: string
}

type Line = { readonly serviceId: string; readonly optionIds?: string[] } | OrderService

/** What a test wants of an order. Money and stages come about as they do at a site: by prices and commands. */
export interface OrderFields {
  readonly tenant?: string
  readonly stage?: Stage
  /** Sen; without `services` one line of this price. */
  readonly totalAmount?: number
  readonly paidAmount?: number
  readonly paymentStatus?: 'cash' | 'paid' | 'refunded'
  readonly overallStatus?: CommandPayload<'order.setStatus'>['overallStatus']
  readonly whatsappLinked?: true
  readonly qrCodeGenerated?: true
  /** Lines of the price list; one with a price is sold for the time of this order alone. */
  readonly services?: readonly Line[]
  readonly [written: string]: unknown
}

/** One command as the first administrator, who must be allowed it. */
export async function commandAsAdmin<T extends CommandType>(
  site: Site,
  type: T,
  payload: CommandPayload<T>,
  tenant = 'main',
): Promise<CommandResult> {
  const response = await fetch(`${site.url}/api/v1/sync/commands?tenantId=${tenant}`, {
    method: 'POST',
    headers: { ...site.asAdmin(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ commands: [{ id: randomUUID(), type, payload, issuedAt: new Date().toISOString() }] }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${type}: ${response.status} ${text}`)
  const [result] = (JSON.parse(text) as { results: CommandResult[] }).results
  if (result?.status !== 'applied') throw new Error(`${type}: ${text}`)
  return result
}

/** A new order, taken through REST and brought to where the test wants it. */
export async function makeOrder(site: Site, fields: OrderFields): Promise<OrderRow> {
  const { stage, totalAmount, paidAmount, paymentStatus, services, ...written } = fields
  const lines = services ?? (totalAmount === undefined ? [] : [lineOf(totalAmount)])
  const sold = await Promise.all(lines.flatMap((line) => ('price' in line ? [sell(site, line, fields.tenant)] : [])))
  const ordered = lines.map((line) => ({ serviceId: line.serviceId, optionIds: optionsOf(line) }))
  const data = { plate: 'TST 1234', vehicleType: 'sedan', ...written, services: ordered }
  const { doc } = await site.rest<{ doc: OrderRow }>('POST', '/api/orders', data)
  for (const id of sold) await site.rest('DELETE', `/api/services/${id}`)
  await changeOrder(site, doc, { stage: stage === 'initiated' ? undefined : stage, paidAmount, paymentStatus })
  return doc
}

/** Changes an order by the roads that are open: REST for what is written by hand, commands for the rest. */
export async function changeOrder(site: Site, order: OrderRow, change: OrderFields): Promise<void> {
  const { stage, paidAmount, paymentStatus, overallStatus, whatsappLinked, qrCodeGenerated, ...written } = change
  const { orderID, tenant } = order
  const waitsForMoney = (stage === 'paid' || stage === 'completed') && paidAmount !== undefined
  // A bill that is paid is `paid` by itself; only then can the order be completed.
  if (stage) await commandAsAdmin(site, 'order.setStage', { orderID, stage: waitsForMoney ? 'billed' : stage }, tenant)
  if (paymentStatus === 'refunded') {
    await commandAsAdmin(site, 'order.setPayment', { orderID, action: 'refund', reason: 'Test' }, tenant)
  } else if (paidAmount) {
    const method = paymentStatus === 'paid' ? 'card' : 'cash'
    await commandAsAdmin(site, 'order.setPayment', { orderID, action: 'pay', method, amount: paidAmount }, tenant)
  }
  if (stage === 'completed' && waitsForMoney) await commandAsAdmin(site, 'order.setStage', { orderID, stage }, tenant)
  if (overallStatus || whatsappLinked || qrCodeGenerated) {
    const told = { orderID, overallStatus, whatsappLinked, qrCodeGenerated }
    await commandAsAdmin(site, 'order.setStatus', told, tenant)
  }
  if (Object.keys(written).length > 0) await site.rest('PATCH', `/api/orders/${order.id}`, written)
}

const lineOf = (price: number): OrderService => ({
  serviceId: `wash-${randomUUID().slice(0, 8)}`,
  name: 'Wash',
  price,
  minutes: 20,
  options: [],
})

const optionsOf = (line: Line): readonly string[] =>
  'price' in line ? line.options.map(({ optionId }) => optionId) : (line.optionIds ?? [])

/** Puts a service on sale and gives its row. */
async function sell(site: Site, line: OrderService, tenant = 'main'): Promise<number> {
  const { serviceId, name, price, minutes } = line
  const options = line.options.map((option) => ({ ...option, minutes: 0 }))
  const extra = options.reduce((sum, option) => sum + option.price, 0)
  const steps = [{ key: 'work', name: 'Work', minutes }]
  const service = { tenant, serviceId, name, price: price - extra, position: 999, steps, options }
  return (await site.rest<{ doc: { id: number } }>('POST', '/api/services', service)).doc.id
}
