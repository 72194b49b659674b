import type { Payload, PayloadRequest, Where } from 'payload'
import { counting } from '../database'
import { transactionOf } from '../database/transaction'

/**
 * Counts up a tenant's counter and gives its new value, from 1. It happens in the request's transaction: a number is
 * given out only if what uses it is kept, and no two transactions get the same one.
 */
export async function countUp(req: PayloadRequest, tenant: string, name: string): Promise<number> {
  return counting(req.payload).countUp(await transactionOf(req), { tenant, name })
}

/** Sets a tenant's counter in the request's transaction, unless it is higher already. */
export async function raiseCounter(req: PayloadRequest, tenant: string, name: string, value: number): Promise<void> {
  await counting(req.payload).raiseCounter(await transactionOf(req), { tenant, name, value })
}

/** Sets a tenant's counter in the request's transaction, whatever it was. */
export async function setCounter(req: PayloadRequest, tenant: string, name: string, value: number): Promise<void> {
  await raiseCounter(req, tenant, name, value)
  const lower: Where = {
    and: [{ tenant: { equals: tenant } }, { name: { equals: name } }, { value: { greater_than: value } }],
  }
  await req.payload.db.updateMany({ collection: 'counters', where: lower, data: { value }, req, returning: false })
}

/** A tenant's counter as it is committed; `null` where nothing was counted yet. */
export function readCounter(payload: Payload, tenant: string, name: string): Promise<number | null> {
  return counting(payload).readCounter({ tenant, name })
}
