import { z } from 'zod'
import { type Order, vehicleTypeSchema } from '../documents'
import { changeSteps, jobTitle } from '../rules/job-steps'
import { mayChange, repriceOrder } from '../rules/order-change'
import { mayMakeCheaper } from '../rules/permissions'
import { type CatalogService, choiceOf } from '../rules/pricing'
import { mayMove } from '../rules/stages'
import { type Changes, catalogue, change, type Run, read, visitsBefore } from './access'
import { type Acting, BY_DESK, DONE, defineCommand } from './define'
import { momentFor } from './job-effects'
import { orderOnly } from './order-only'
import { orderedCustomerSchema, orderedServicesSchema, plateSchema, toldPricesNote } from './ordered'
import { rejectRefusal } from './refuse'
import { checkVersion, enterStage, requireOrder, withNote } from './site-effects'

const payloadSchema = orderOnly.extend({
  plate: plateSchema.optional(),
  vehicleType: vehicleTypeSchema.optional(),
  /** All that is ordered from now on; what was ordered before and stays keeps its price. */
  services: orderedServicesSchema.optional(),
  customer: orderedCustomerSchema.nullable().optional(),
  customerNotes: z.string().max(2000).optional(),
})

/**
 * Changes what was ordered, the car or its customer; what is not named stays. The price follows, and the work at a bay that
 * has the car.
 */
export const orderChange = defineCommand({
  type: 'order.change',
  payload: payloadSchema,
  by: BY_DESK,
  *run(acting, payload) {
    acting.allow()
    const order = yield* requireOrder(payload.orderID)
    checkVersion(acting, order.version, { order })
    const permitted = mayChange(order, payload)
    if (!permitted.allowed) rejectRefusal(permitted, { order })
    const { fields, list } = yield* changesOf(acting, order, payload)
    const after = { ...order, ...fields }
    if (order.stage === 'billed' && mayMove(after, 'paid', acting.actor, acting.site).allowed)
      yield* enterStage(acting, order, 'paid', fields)
    else yield* change('order', order.orderID, fields)
    yield* changeJobOf(acting, order, after, list)
    return DONE
  },
})

interface Changed {
  readonly fields: Changes['order'] & Partial<Order>
  /** The price list, where it was asked for. */
  readonly list: readonly CatalogService[] | null
}

function* changesOf(acting: Acting, order: Order, payload: z.infer<typeof payloadSchema>): Run<Changed> {
  const { customer, customerNotes, services } = payload
  const type = payload.vehicleType ?? order.vehicle?.type ?? 'sedan'
  const plate = payload.plate ?? order.vehicle?.plate
  const { make = null, colour = null } = order.vehicle ?? {}
  const fields = {
    ...(plate !== undefined && { vehicle: { plate, type, make, colour } }),
    ...(yield* visitsOfOther(acting, order, plate)),
    ...(customer !== undefined && { customer }),
    ...(customerNotes !== undefined && { customerNotes }),
  }
  if (services === undefined && type === (order.vehicle?.type ?? 'sedan')) return { fields, list: null }
  const list = yield* catalogue()
  const priced = repriceOrder(list, order, services ?? order.services.map(choiceOf), type, acting.site.taxRate)
  if (!priced.allowed) rejectRefusal(priced, { order })
  const { allowed: _, asTold, ...price } = priced
  const permitted = mayMakeCheaper(acting.actor, order.stage, order.totalAmount - price.totalAmount)
  if (!permitted.allowed) rejectRefusal(permitted, { order })
  const noLongerOff =
    price.discount === 0 && order.discount > 0 ? { discountReason: '', discountBy: null, discountApprovedBy: null } : {}
  const note = toldPricesNote({ asTold })
  const noted = note === '' ? {} : { staffNotes: withNote(order, note) }
  return { fields: { ...fields, ...price, ...noLongerOff, ...noted }, list }
}

/** Another car has been here as often as it has. */
function* visitsOfOther(acting: Acting, order: Order, plate: string | undefined): Run<Pick<Order, 'visits'> | object> {
  if (plate === order.vehicle?.plate || acting.site.freeWashEvery === 0) return {}
  return { visits: yield* visitsBefore(plate, order.orderID) }
}

/** The washer sees the plate, the note and the work that hold now. */
function* changeJobOf(acting: Acting, before: Order, order: Order, list: Changed['list']): Run<void> {
  const bay = order.bayId === null ? null : yield* read('bay', order.bayId)
  if (!bay || bay.orderID !== order.orderID || bay.jobId === null) return
  const job = yield* read('job', bay.jobId)
  if (!job) return
  const changed = list ? changeSteps(job, before.services, order.services, list, momentFor(acting, job)) : job
  yield* change('job', job.jobId, {
    ...changed,
    plate: order.vehicle?.plate ?? job.plate,
    vehicleType: order.vehicle?.type ?? job.vehicleType,
    title: jobTitle(order),
    notes: order.customerNotes,
  })
}
