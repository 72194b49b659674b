import type { PayloadRequest } from 'payload'
import { QUEUE_IDS } from '@/lib/domain/documents'

const NAMES: Record<(typeof QUEUE_IDS)[number], string> = { regular: 'Regular', vip: 'VIP', remnant: 'Remnant' }

/** Every tenant has its three queues, from its first moment. */
export async function ensureQueues(req: PayloadRequest, tenant: string): Promise<void> {
  for (const queueId of QUEUE_IDS) {
    const existing = await req.payload.db.findOne({
      collection: 'queues',
      where: { and: [{ tenant: { equals: tenant } }, { queueId: { equals: queueId } }] },
      req,
    })
    if (existing) continue
    await req.payload.create({
      collection: 'queues',
      data: { tenant, queueId, name: NAMES[queueId], open: true, entries: [] },
      req,
    })
  }
}
