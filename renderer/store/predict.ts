import type { DocumentByKind, DocumentChange, DocumentKind } from '@/lib/sync/engine'
import {
  type Command,
  isWholeJob,
  isWholeOrder,
  type Job,
  type Order,
  type SeenBay,
  type SeenOrder,
  type SeenQueue,
} from '@/lib/sync/protocol'
import {
  cancelJob,
  completeStep,
  finishJob,
  firstDone,
  isRefusal,
  type JobOutcome,
  pauseJob,
  skipStep,
  startJob,
  undoFinish,
  undoStart,
  undoStep,
} from '@/lib/sync/rules'

/** The documents a prediction reads. */
export interface Documents {
  get<K extends DocumentKind>(kind: K, key: string): DocumentByKind[K] | undefined
  keys(kind: DocumentKind): Iterable<string>
}

/**
 * What a command will most likely make of the documents, so that a tap shows at once, with or without a server.
 * Made so that predicting it again on documents that already contain it changes nothing. The server's word replaces it.
 */
export function predict(command: Command, documents: Documents): DocumentChange[] {
  const at = command.issuedAt
  switch (command.type) {
    case 'order.setStage':
      return order(documents, command.payload.orderID, (before) =>
        before.stage === command.payload.stage ? null : { stage: command.payload.stage, stageSince: at },
      )
    case 'order.cancel':
      return order(documents, command.payload.orderID, (before) =>
        before.stage === 'cancelled' ? null : { stage: 'cancelled', stageSince: at, overallStatus: 'cancelled' },
      )
    case 'order.setStatus': {
      const { orderID, ...fields } = command.payload
      return order(documents, orderID, () => fields)
    }
    case 'order.setPayment':
      return order(documents, command.payload.orderID, (before) =>
        // Money is counted once: on the very version the person saw.
        isWholeOrder(before) && before.version === command.expect?.version ? payment(before, command.payload) : null,
      )
    case 'queue.move':
      return moveInQueues(documents, command.payload, at)
    case 'queue.open':
    case 'queue.close': {
      const open = command.type === 'queue.open'
      const queue = documents.get('queue', command.payload.queue)
      return queue && queue.open !== open ? [queueChange({ ...queue, open })] : []
    }
    case 'bay.assign':
      return assign(documents, command.payload.bayId, command.payload.orderID, at)
    case 'bay.release':
      return release(documents, command.payload.bayId, command.payload.orderID, at)
    case 'bay.setStatus': {
      const bay = documents.get('bay', command.payload.bayId)
      if (!bay) return []
      return [bayChange({ ...bay, status: command.payload.status, statusReason: command.payload.reason ?? null })]
    }
    case 'job.start':
      return job(documents, command.payload.jobId, (before) => startJob(before, at))
    case 'job.pause':
      return job(documents, command.payload.jobId, (before) => pauseJob(before, at))
    case 'job.completeStep':
      return job(documents, command.payload.jobId, (before) => completeStep(before, command.payload.stepId, at))
    case 'job.skipStep': {
      const { jobId, stepId, reason } = command.payload
      return job(documents, jobId, (before) => skipStep(before, stepId, reason, at))
    }
    case 'job.undoStep':
      return job(documents, command.payload.jobId, (before) => undoStep(before, command.payload.stepId, at))
    case 'job.finish':
      return job(documents, command.payload.jobId, (before) => finishJob(before, at))
    case 'job.undoStart':
      return job(documents, command.payload.jobId, undoStart)
    case 'job.undoFinish':
      return job(documents, command.payload.jobId, undoFinish)
    case 'order.create':
      // Its number is the server's to give.
      return []
  }
}

function order(
  documents: Documents,
  key: string,
  change: (before: SeenOrder) => Partial<Order> | null,
): DocumentChange[] {
  const before = documents.get('order', key)
  const fields = before && change(before)
  return before && fields ? [{ kind: 'order', key, document: { ...before, ...fields } }] : []
}

function job(documents: Documents, key: string, change: (before: Job) => JobOutcome): DocumentChange[] {
  const before = documents.get('job', key)
  if (!before || !isWholeJob(before)) return []
  const after = change(before)
  return isRefusal(after) ? [] : [{ kind: 'job', key, document: after as Job }]
}

const queueChange = (document: SeenQueue): DocumentChange => ({ kind: 'queue', key: document.queueId, document })
const bayChange = (document: SeenBay): DocumentChange => ({ kind: 'bay', key: document.bayId, document })

function payment(
  before: Order,
  payload: Extract<Command, { type: 'order.setPayment' }>['payload'],
): Partial<Order> | null {
  if (payload.action === 'fail') return { paymentStatus: 'failed' }
  if (payload.action === 'refund') return { paymentStatus: 'refunded', paidAmount: 0 }
  const paidAmount = before.paidAmount + payload.amount
  if (paidAmount < before.totalAmount) return { paidAmount }
  return { paidAmount, paymentStatus: payload.method === 'cash' ? 'cash' : 'paid' }
}

function moveInQueues(
  documents: Documents,
  payload: Extract<Command, { type: 'queue.move' }>['payload'],
  at: string,
): DocumentChange[] {
  const changes = new Map<string, SeenQueue>()
  let enteredAt: string | undefined = at
  for (const key of documents.keys('queue')) {
    const queue = documents.get('queue', key)
    const entry = queue?.entries.find(({ orderID }) => orderID === payload.orderID)
    if (!queue || !entry) continue
    enteredAt = entry.enteredAt
    changes.set(key, { ...queue, entries: queue.entries.filter((other) => other !== entry) })
  }
  const target = changes.get(payload.queue) ?? documents.get('queue', payload.queue)
  if (!target) return []
  const entries = [...target.entries]
  const place = entries.findIndex(({ orderID }) => orderID === payload.before)
  entries.splice(place < 0 ? entries.length : place, 0, { orderID: payload.orderID, enteredAt })
  changes.set(payload.queue, { ...target, entries })
  return [
    ...[...changes.values()].map(queueChange),
    ...order(documents, payload.orderID, ({ queue }) => (queue === payload.queue ? null : { queue: payload.queue })),
  ]
}

function assign(documents: Documents, bayId: string, orderID: string, at: string): DocumentChange[] {
  const bay = documents.get('bay', bayId)
  if (!bay || (bay.orderID !== null && bay.orderID !== orderID)) return []
  const queues: DocumentChange[] = []
  for (const key of documents.keys('queue')) {
    const queue = documents.get('queue', key)
    if (!queue?.entries.some((entry) => entry.orderID === orderID)) continue
    queues.push(queueChange({ ...queue, entries: queue.entries.filter((entry) => entry.orderID !== orderID) }))
  }
  return [
    bayChange({ ...bay, status: 'occupied', statusReason: null, orderID }),
    ...queues,
    ...order(documents, orderID, (before) => ({
      bayId,
      queue: null,
      ...(before.stage === 'in_progress' ? {} : { stage: 'in_progress' as const, stageSince: at }),
    })),
  ]
}

function release(documents: Documents, bayId: string, orderID: string, at: string): DocumentChange[] {
  const bay = documents.get('bay', bayId)
  const held = bay?.jobId ? documents.get('job', bay.jobId) : undefined
  if (!bay || bay.orderID !== orderID || (held && firstDone(held))) return []
  const queue = documents.get('queue', held?.fromQueue ?? 'regular')
  const entries = queue?.entries.filter((entry) => entry.orderID !== orderID) ?? []
  return [
    bayChange({ ...bay, status: 'available', statusReason: null, orderID: null, jobId: null }),
    ...(held ? job(documents, held.jobId, (before) => cancelJob(before, at)) : []),
    ...(queue ? [queueChange({ ...queue, entries: [{ orderID, enteredAt: at }, ...entries] })] : []),
    ...order(documents, orderID, () => ({
      stage: 'open',
      stageSince: at,
      overallStatus: 'pending',
      bayId: null,
      queue: queue?.queueId ?? null,
    })),
  ]
}
