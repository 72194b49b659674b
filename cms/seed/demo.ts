import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import type { Job, OrderPayment, OrderService, PaymentStatus, Queue, QueueId, Stage } from '@/lib/domain'
import {
  type CatalogService,
  completeStep,
  isRefusal,
  pauseJob,
  priceOrder,
  STATUS_ON_ENTERING,
  startJob,
  stepsForServices,
} from '@/lib/domain'
import { addJob, change, type NewJob, read, recordPayment } from '@/lib/domain/commands/access'
import { jobTitle } from '@/lib/domain/rules/job-steps'
import { formatOrderNumber } from '@/lib/domain/rules/order-number'
import { siteDay } from '@/lib/domain/rules/site-day'
import { DEFAULT_TENANT } from '@/lib/domain/site'
import { loadCatalog } from '../commands/catalog'
import { countUp } from '../commands/counters'
import { payloadRecords } from '../commands/payload-records'
import { drive, type Records } from '../commands/records'
import { siteOf } from '../commands/site'
import { DEMO_ORDERS, type DemoOrder } from './demo-site'

const MINUTE_MS = 60_000
const TIME_ZONE = 'Asia/Kuala_Lumpur'

/** Fills an empty site with a busy morning that ends at `now` (milliseconds since 1970). */
export async function seedDemo(req: PayloadRequest, now: number): Promise<void> {
  const site = { ...(await siteOf(req, DEFAULT_TENANT)), timezone: TIME_ZONE }
  const records = payloadRecords(req, { tenantId: DEFAULT_TENANT, site, now })
  const catalog = await loadCatalog(req, DEFAULT_TENANT, site)
  const day = siteDay(new Date(now), TIME_ZONE)
  const entries: Record<QueueId, Queue['entries']> = { regular: [], vip: [], remnant: [] }
  const byAge = DEMO_ORDERS.toSorted((a, b) => b.minutesAgo - a.minutesAgo)
  for (const demo of byAge) {
    const orderID = formatOrderNumber(day, await countUp(req, DEFAULT_TENANT, `orders-${day}`))
    const services = linesOf(demo, catalog, site.taxRate)
    await createOrder(req, demo, orderID, services, now)
    if (isPaid(demo.place)) {
      const paid = recordPayment({
        orderID,
        method: demo.place.method,
        amount: services.totalAmount,
        change: 0,
        currency: 'MYR',
        at: now - stageAge(demo) * MINUTE_MS,
        reason: null,
        approvedBy: null,
        order: { ...services, services: services.lines, paidAmount: services.totalAmount },
        commandId: null,
      })
      await drive(paid, records)
    }
    const enteredAt = new Date(now - demo.minutesAgo * MINUTE_MS).toISOString()
    if (demo.place.at === 'queue') entries[demo.place.queue].push({ orderID, enteredAt })
    if (demo.place.at === 'bay') await occupyBay(records, demo, demo.place, orderID, services.lines, catalog, now)
  }
  for (const [queueId, waiting] of Object.entries(entries)) {
    if (waiting.length > 0) await drive(change('queue', queueId, { entries: waiting }), records)
  }
}

function linesOf(demo: DemoOrder, catalog: readonly CatalogService[], taxRate: number) {
  const chosen = demo.services.map(([serviceId, ...optionIds]) => ({ serviceId, optionIds }))
  const priced = priceOrder(catalog, chosen, demo.vehicle, demo.discount ?? 0, taxRate)
  if (!priced.allowed) throw new Error(`Demo order ${demo.plate}: ${priced.message}`)
  return { lines: priced.services, totalAmount: priced.totalAmount, discount: priced.discount }
}

/** Written past the commands, which would date everything now: it carries the times of a morning that is over. */
async function createOrder(
  req: PayloadRequest,
  demo: DemoOrder,
  orderID: string,
  services: ReturnType<typeof linesOf>,
  now: number,
): Promise<void> {
  const { place } = demo
  const stage: Stage =
    place.at === 'bay' ? 'in_progress' : place.at === 'queue' ? (place.stage ?? 'initiated') : place.at
  const paid = isPaid(place)
  const paymentStatus: PaymentStatus = isPaid(place) ? (place.method === 'cash' ? 'cash' : 'paid') : 'pending'
  await req.payload.create({
    collection: 'orders',
    data: {
      tenant: DEFAULT_TENANT,
      orderID,
      stage,
      stageSince: new Date(now - stageAge(demo) * MINUTE_MS).toISOString(),
      createdAt: new Date(now - demo.minutesAgo * MINUTE_MS).toISOString(),
      overallStatus: place.at === 'completed' ? 'picked_up' : STATUS_ON_ENTERING[stage],
      paymentStatus,
      queue: place.at === 'queue' ? place.queue : null,
      bayId: place.at === 'bay' ? place.bay : null,
      plate: demo.plate,
      vehicleType: demo.vehicle,
      customerName: demo.customer?.[0] ?? null,
      customerPhone: demo.customer?.[1] ?? null,
      services: services.lines,
      totalAmount: services.totalAmount,
      discount: services.discount,
      discountReason: services.discount > 0 ? 'Regular customer' : '',
      paidAmount: paid ? services.totalAmount : 0,
      payments: isPaid(place) ? [paymentOf(demo, place, services.totalAmount, now)] : [],
      currency: 'MYR',
      customerNotes: demo.notes ?? '',
      calledOffReason: place.at === 'cancelled' ? place.reason : '',
      staffNotes: place.at === 'cancelled' ? `Cancelled: ${place.reason}` : '',
      qrCodeGenerated: demo.customer !== undefined,
      whatsappLinked: demo.whatsapp ?? false,
    },
    req,
  })
}

/** As a desk would have recorded it. */
function paymentOf(demo: DemoOrder, { method }: PaidPlace, amount: number, now: number): OrderPayment {
  const at = new Date(now - stageAge(demo) * MINUTE_MS).toISOString()
  return { paymentId: randomUUID(), at, method, amount, change: 0, by: null }
}

type PaidPlace = Extract<DemoOrder['place'], { at: 'paid' | 'completed' }>

const isPaid = (place: DemoOrder['place']): place is PaidPlace => place.at === 'paid' || place.at === 'completed'

/** Minutes an order has been at its stage: the younger the stage, the shorter. */
function stageAge({ place, minutesAgo }: DemoOrder): number {
  if (place.at === 'queue') return place.stage === 'open' ? Math.round(minutesAgo * 0.8) : minutesAgo
  const part = { bay: 0.5, billed: 0.15, paid: 0.1, completed: 0.4, cancelled: 0.8 }[place.at]
  return Math.max(1, Math.round(minutesAgo * part))
}

/** The car's job as it would be had it driven in when its order says, some steps done and the next one under way. */
async function occupyBay(
  records: Records,
  demo: DemoOrder,
  place: Extract<DemoOrder['place'], { at: 'bay' }>,
  orderID: string,
  lines: readonly OrderService[],
  catalog: readonly CatalogService[],
  now: number,
): Promise<void> {
  const steps = stepsForServices(lines, catalog)
  const started = now - stageAge(demo) * MINUTE_MS
  const jobId = crypto.randomUUID()
  const waiting: NewJob = {
    jobId,
    orderID,
    bayId: place.bay,
    fromQueue: 'regular',
    fromBay: null,
    plate: demo.plate,
    vehicleType: demo.vehicle,
    title: jobTitle({ services: [...lines] }),
    notes: demo.notes ?? '',
    status: 'pending',
    steps,
    startedAt: null,
    pausedAt: null,
    pausedMs: 0,
    finishedAt: null,
  }
  await drive(addJob(waiting), records)
  await drive(change('bay', place.bay, { status: 'occupied', orderID, jobId }), records)
  const created = await drive(read('job', jobId), records)
  if (!created) throw new Error(`Demo job of ${demo.plate} is not there after it was made.`)

  const at = (moment: number) => new Date(Math.min(moment, now - MINUTE_MS)).toISOString()
  let job: Job = created
  const advance = (outcome: ReturnType<typeof startJob>) => {
    if (isRefusal(outcome)) throw new Error(`Demo job of ${demo.plate}: ${outcome.message}`)
    job = outcome
  }
  let moment = started
  advance(startJob(job, at(moment)))
  for (const step of steps.slice(0, place.doneSteps)) {
    moment += step.minutes * MINUTE_MS
    advance(completeStep(job, step.stepId, at(moment)))
  }
  if (place.paused) advance(pauseJob(job, at(now)))
  await drive(change('job', jobId, job), records)
}
