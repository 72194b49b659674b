import { type Job, jobSchema, type SeenJob } from './job'
import { type Order, orderSchema, type SeenOrder } from './order'

// What only newer servers tell: others can be worked with all the same.
const OF_MONEY = ['payments', 'discountReason', 'discountBy', 'discountApprovedBy', 'rounding', 'visits', 'freeWash']
const OF_CALLING_OFF = ['calledOffReason', 'calledOffBy', 'calledOffApprovedBy']
const MAY_BE_ABSENT = ['staffNotes', 'takenAs', ...OF_MONEY, ...OF_CALLING_OFF]
const ORDER_FIELDS = Object.keys(orderSchema.shape).filter((field) => !MAY_BE_ABSENT.includes(field))

/** Whether the reader may see all of the order: its money, its customer and its notes. */
export const isWholeOrder = (order: SeenOrder): order is Order =>
  ORDER_FIELDS.every((field) => Object.hasOwn(order, field))

// `fromBay` is not told by servers of protocol 1, which can be worked with all the same.
const JOB_FIELDS = Object.keys(jobSchema.shape).filter((field) => field !== 'fromBay')

/** Whether the reader may see all of the job: whoever works on it does. */
export const isWholeJob = (job: SeenJob): job is Job => JOB_FIELDS.every((field) => Object.hasOwn(job, field))
