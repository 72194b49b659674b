import type { Payload, PayloadRequest, Where } from 'payload'

const called = (tenant: string, name: string): Where => ({
  and: [{ tenant: { equals: tenant } }, { name: { equals: name } }],
})

/**
 * Counts up a tenant's counter and gives its new value, from 1. It happens in the request's transaction: a number is
 * given out only if what uses it is kept, and no two transactions get the same one.
 */
export async function countUp(req: PayloadRequest, tenant: string, name: string): Promise<number> {
  const where = called(tenant, name)
  const { db } = req.payload
  const data = { value: { $inc: 1 } }
  const counted = await db.updateOne({ collection: 'counters', where, data, options: { atomic: true }, req })
  if (counted) return Number(counted.value)
  await db.create({ collection: 'counters', data: { tenant, name, value: 1 }, req })
  return 1
}

/** Sets a tenant's counter, in the request's transaction. */
export async function setCounter(req: PayloadRequest, tenant: string, name: string, value: number): Promise<void> {
  const where = called(tenant, name)
  const { db } = req.payload
  if (await db.updateOne({ collection: 'counters', where, data: { value }, req })) return
  await db.create({ collection: 'counters', data: { tenant, name, value }, req })
}

/** A tenant's counter as it is committed; `null` where nothing was counted yet. */
export async function readCounter(payload: Payload, tenant: string, name: string): Promise<number | null> {
  const row = await payload.db.findOne<{ id: number; value: number }>({
    collection: 'counters',
    where: called(tenant, name),
  })
  return row?.value ?? null
}
