import { newOrder } from './people.mjs'

const SERVED_FIRST = ['vip', 'regular', 'remnant']
/** With this many cars waiting, no new ones drive in. */
const FULL_YARD = 14
const SKIP_REASONS = ['not_needed', 'customer_declined', 'no_supplies']

/**
 * What somebody at the site might do next, from what they see: `{ type, payload, say }`, or `null` when nobody has
 * anything to do. Likelier things weigh more. Orders, bays and jobs in `touched` were acted on since they were seen.
 */
export function decide(site, services, random, touched) {
  const waiting = site.queues
    .toSorted((a, b) => SERVED_FIRST.indexOf(a.queueId) - SERVED_FIRST.indexOf(b.queueId))
    .flatMap((queue) => queue.entries.map((entry) => ({ ...entry, queue })))
  const possible = [
    ...takeOrders(waiting, services, random),
    ...driveIn(site, waiting),
    ...workOnJobs(site, random),
    ...tidyBays(site),
    ...atTheCounter(site, random),
    ...reorder(waiting, random),
  ]
  const fresh = possible.filter(([, { payload }]) => !subjects(payload).some((subject) => touched.has(subject)))
  return fresh.length === 0 ? null : random.weighted(fresh)
}

/** What an action is about: after it, what was seen of these is old. */
export function subjects({ orderID, bayId, jobId }) {
  return [orderID, bayId, jobId].filter((subject) => subject !== undefined)
}

function takeOrders(waiting, services, random) {
  if (services.length === 0 || waiting.length >= FULL_YARD) return []
  const payload = newOrder(random, services)
  return [[waiting.length < 4 ? 4 : 1.5, { type: 'order.create', payload, say: `${payload.plate} drives in` }]]
}

function driveIn(site, waiting) {
  const next = waiting[0]
  if (!next) return []
  return site.bays
    .filter((bay) => bay.status === 'available')
    .map((bay) => [
      4,
      {
        type: 'bay.assign',
        payload: { bayId: bay.bayId, orderID: next.orderID },
        say: `${next.orderID} to ${bay.name}`,
      },
    ])
}

function workOnJobs(site, random) {
  return site.jobs
    .filter((job) => job.bayId !== null && ['pending', 'in_progress', 'paused'].includes(job.status))
    .map((job) => [3, jobAction(job, random)])
}

function jobAction(job, random) {
  const { jobId } = job
  if (job.status === 'pending') return { type: 'job.start', payload: { jobId }, say: `${job.plate}: start` }
  if (job.status === 'paused') return { type: 'job.start', payload: { jobId }, say: `${job.plate}: go on` }
  const running = job.steps.find((step) => step.status === 'in_progress')
  if (!running) return { type: 'job.finish', payload: { jobId }, say: `${job.plate}: finished` }
  const step = { jobId, stepId: running.stepId }
  return random.weighted([
    [12, { type: 'job.completeStep', payload: step, say: `${job.plate}: ${running.name} done` }],
    [
      1,
      {
        type: 'job.skipStep',
        payload: { ...step, reason: random.pick(SKIP_REASONS) },
        say: `${job.plate}: ${running.name} skipped`,
      },
    ],
    [1, { type: 'job.pause', payload: { jobId }, say: `${job.plate}: pause` }],
  ])
}

function tidyBays(site) {
  return site.bays
    .filter((bay) => bay.status === 'cleaning')
    .map((bay) => [
      2,
      { type: 'bay.setStatus', payload: { bayId: bay.bayId, status: 'available' }, say: `${bay.name} is clean` },
    ])
}

function atTheCounter(site, random) {
  return site.orders.flatMap((order) => {
    const { orderID, stage, bayId } = order
    if (stage === 'billed' || (stage === 'completed' && order.paidAmount < order.totalAmount)) {
      const amount = order.totalAmount - order.paidAmount
      const method = random.pick(['cash', 'card', 'online'])
      const payload = { orderID, action: 'pay', method, amount }
      return [
        [3, { type: 'order.setPayment', payload, say: `${orderID} pays RM ${(amount / 100).toFixed(2)}, ${method}` }],
      ]
    }
    if (stage === 'paid') {
      return [[2, { type: 'order.setStage', payload: { orderID, stage: 'completed' }, say: `${orderID} goes home` }]]
    }
    if (stage !== 'initiated' || bayId !== null) return []
    if (!order.qrCodeGenerated) {
      return [
        [0.5, { type: 'order.setStatus', payload: { orderID, qrCodeGenerated: true }, say: `${orderID}: QR code` }],
      ]
    }
    if (!order.whatsappLinked) {
      return [
        [0.4, { type: 'order.setStatus', payload: { orderID, whatsappLinked: true }, say: `${orderID}: WhatsApp` }],
      ]
    }
    return [
      [
        0.05,
        { type: 'order.cancel', payload: { orderID, reason: 'Customer could not wait' }, say: `${orderID} cancelled` },
      ],
    ]
  })
}

function reorder(waiting, random) {
  if (waiting.length < 3) return []
  const moved = random.pick(waiting)
  const others = moved.queue.entries.filter((entry) => entry.orderID !== moved.orderID)
  const before = others.length > 0 && random.chance(0.7) ? random.pick(others).orderID : null
  const payload = { orderID: moved.orderID, queue: moved.queue.queueId, before }
  return [[0.8, { type: 'queue.move', payload, say: `${moved.orderID} before ${before ?? 'nobody'}` }]]
}
