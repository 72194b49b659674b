import type { PayloadRequest, Where } from 'payload'

/**
 * Counts up a tenant's counter and gives its new value, from 1. It happens in the request's transaction: a number is
 * given out only if what uses it is kept, and no two transactions get the same one.
 */
export async function countUp(req: PayloadRequest, tenant: string, name: string): Promise<number> {
  const where: Where = { and: [{ tenant: { equals: tenant } }, { name: { equals: name } }] }
  const { db } = req.payload
  const counted = await db.updateOne({ collection: 'counters', where, data: { value: { $inc: 1 } }, req })
  if (counted) return Number(counted.value)
  await db.create({ collection: 'counters', data: { tenant, name, value: 1 }, req })
  return 1
}

/** Sets a tenant's counter, in the request's transaction. */
export async function setCounter(req: PayloadRequest, tenant: string, name: string, value: number): Promise<void> {
  const where: Where = { and: [{ tenant: { equals: tenant } }, { name: { equals: name } }] }
  const { db } = req.payload
  if (await db.updateOne({ collection: 'counters', where, data: { value }, req })) return
  await db.create({ collection: 'counters', data: { tenant, name, value }, req })
}
