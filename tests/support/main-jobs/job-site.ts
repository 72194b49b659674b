import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { CommandPayload, CommandType, JobStep, QueueId } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import type { TestServer } from '../server'

export interface OrderRow {
  readonly orderID: string
  readonly stage: string
  readonly queue: string | null
  readonly bayId: string | null
  readonly totalAmount: number
  readonly discount: number
  readonly discountReason: string
  readonly paidAmount: number
  readonly paymentStatus: string
  readonly qrCodeGenerated: boolean
}

export interface JobRow {
  readonly jobId: string
  readonly status: string
  readonly version: number
  readonly steps: readonly Pick<JobStep, 'status' | 'skipReason'>[]
  readonly finishedAt: string | null
}

export interface PaymentRow {
  readonly method: string
  readonly amount: number
  readonly change: number
}

/** A shift of the till: what it began with, what was counted, and what there should have been. */
export interface ShiftRow {
  readonly shiftId: string
  readonly openedAt: string
  readonly closedAt: string | null
  readonly float: number
  readonly counted: number | null
  readonly expected: number | null
}

export interface ConcernRow {
  readonly decision: string | null
}

/** The car a job is about. */
export interface Car {
  readonly plate: string
  readonly orderID: string
  readonly jobId: string
  /** Others in its queue, in front of it. */
  readonly ahead: readonly Car[]
}

const PREPARED_BAY = 'bay-1'
const STEPS = ['pre-wash', 'soap', 'rinse', 'dry'].map((step) => `basic-wash.${step}`)
let cars = 0

/** Gets the site ready for one job, and reads from its database what became of it. */
export class JobSite {
  constructor(
    readonly server: TestServer,
    private readonly now: () => number = Date.now,
  ) {}

  /** A plate nobody has had before. */
  nextPlate(): string {
    cars += 1
    return `WXY ${4000 + cars}`
  }

  async command<T extends CommandType>(type: T, payload: CommandPayload<T>): Promise<string> {
    const command = { id: randomUUID(), type, payload, issuedAt: new Date(this.now()).toISOString() }
    const response = await fetch(`${this.server.url}/api/v1/sync/commands`, {
      method: 'POST',
      headers: { ...this.server.asAdmin(), 'Content-Type': 'application/json' },
      body: JSON.stringify({ commands: [command] }),
    })
    const { results } = (await response.json()) as { results: CommandResult[] }
    const result = results[0]
    if (result?.status !== 'applied') throw new Error(`${type}: ${JSON.stringify(result)}`)
    return result.orderID ?? ''
  }

  async waiting(queue: QueueId = 'vip', ahead: readonly Car[] = []): Promise<Car> {
    const plate = this.nextPlate()
    const services = [{ serviceId: 'basic-wash', optionIds: [] }]
    const orderID = await this.command('order.create', { plate, vehicleType: 'sedan', services, queue })
    return { plate, orderID, jobId: '', ahead }
  }

  /** A car at the end of a queue of so many. */
  async waitingBehind(count: number): Promise<Car> {
    const ahead: Car[] = []
    for (let place = 0; place < count; place += 1) ahead.push(await this.waiting())
    return this.waiting('vip', ahead)
  }

  /** A car in the first bay, its job at the given step: -1 not started, 4 all steps done. */
  async inBay(done: number): Promise<Car> {
    const car = await this.waiting()
    await this.command('bay.assign', { bayId: PREPARED_BAY, orderID: car.orderID })
    const jobId = (await this.job(car.plate)).jobId
    if (done >= 0) await this.command('job.start', { jobId })
    for (const stepId of STEPS.slice(0, Math.max(0, done))) await this.command('job.completeStep', { jobId, stepId })
    return { ...car, jobId }
  }

  async paused(): Promise<Car> {
    const car = await this.inBay(1)
    await this.command('job.pause', { jobId: car.jobId })
    return car
  }

  async billed(): Promise<Car> {
    const car = await this.waiting()
    await this.command('order.setStage', { orderID: car.orderID, stage: 'billed' })
    return car
  }

  async paid(): Promise<Car> {
    const car = await this.billed()
    await this.command('order.setPayment', { orderID: car.orderID, action: 'pay', method: 'cash', amount: 1500 })
    return car
  }

  /** Two tills took the money for the same car. */
  async paidTwice(): Promise<Car> {
    const car = await this.paid()
    await this.command('order.setPayment', { orderID: car.orderID, action: 'pay', method: 'card', amount: 1500 })
    return car
  }

  /** A car whose bay could not do something, and has handed it to the desk. */
  async handedOver(): Promise<Car> {
    const car = await this.inBay(1)
    const id = randomUUID()
    const payload = { bayId: PREPARED_BAY, orderID: car.orderID }
    const action = { id, type: 'bay.release', payload, issuedAt: new Date().toISOString() }
    const why = { code: 'not_allowed', message: 'The wash has begun', reason: 'rules.command.wash_begun' }
    const answer = { id, status: 'rejected', ...why, params: { step: 'Pre-wash' }, current: null }
    await this.command('concern.raise', {
      concernId: id,
      about: { orderID: car.orderID, plate: car.plate },
      action: JSON.stringify(action),
      answer: JSON.stringify(answer),
    })
    return car
  }

  /** A till whose shift has just begun with 200. */
  async tillOpen(): Promise<Car> {
    const car = await this.tillClosed()
    await this.command('shift.open', { float: 20_000 })
    return car
  }

  /** No shift of the till is open. */
  async tillClosed(): Promise<Car> {
    const { shiftId, closedAt } = (await this.#lastShift()) ?? {}
    if (shiftId && !closedAt) await this.command('shift.close', { shiftId, counted: 0, note: '' })
    return this.nobody()
  }

  async nobody(): Promise<Car> {
    return { plate: this.nextPlate(), orderID: '', jobId: '', ahead: [] }
  }

  /** Takes the car and those before it off the site again, so that the next job finds it as it was. */
  async clear(car: Car): Promise<void> {
    for (const { plate } of [car, ...car.ahead]) {
      const order = (await this.orders(plate))[0]
      if (!order || ['cancelled', 'completed', 'paid'].includes(order.stage)) continue
      if (order.paidAmount > 0) {
        await this.command('order.setPayment', { orderID: order.orderID, action: 'refund', reason: 'test' })
      }
      await this.command('order.cancel', { orderID: order.orderID })
    }
    if ((await this.bay()).status !== 'available') {
      await this.command('bay.setStatus', { bayId: PREPARED_BAY, status: 'available' })
    }
  }

  orders(plate: string): Promise<OrderRow[]> {
    return this.#rows<OrderRow>('orders', 'plate', plate)
  }

  async order(plate: string): Promise<OrderRow> {
    const [order, ...doubles] = await this.orders(plate)
    if (!order || doubles.length > 0) throw new Error(`${doubles.length + (order ? 1 : 0)} orders for ${plate}`)
    return order
  }

  /** What was taken and given for the order: method, sen, and the change that was handed back. */
  payments(orderID: string): Promise<PaymentRow[]> {
    return this.#rows<PaymentRow>('payments', 'orderID', orderID)
  }

  /** What was handed to the desk about the order. */
  concerns(orderID: string): Promise<ConcernRow[]> {
    return this.#rows<ConcernRow>('concerns', 'orderID', orderID)
  }

  /** The car's job; every executed assignment to a bay makes one. */
  async job(plate: string): Promise<JobRow> {
    const [job, ...doubles] = await this.#rows<JobRow>('jobs', 'plate', plate)
    if (!job || doubles.length > 0) throw new Error(`${doubles.length + (job ? 1 : 0)} jobs for ${plate}`)
    return job
  }

  async bay(): Promise<{ status: string; statusReason: string | null }> {
    const [bay] = await this.#rows<{ status: string; statusReason: string | null }>('bays', 'bayId', PREPARED_BAY)
    if (!bay) throw new Error(`no ${PREPARED_BAY}`)
    return bay
  }

  /** Who stands in a queue, by order number. */
  async queue(queueId: QueueId): Promise<string[]> {
    const [queue] = await this.#rows<{ entries: { orderID: string }[] }>('queues', 'queueId', queueId)
    return queue?.entries.map(({ orderID }) => orderID) ?? []
  }

  /** How many commands the server has answered. */
  answered(): number {
    const file = new Database(join(this.server.dataDir, 'ax-station.db'), { readonly: true })
    try {
      return file.prepare<[], number>('SELECT count(*) FROM command_results').pluck().get() ?? 0
    } finally {
      file.close()
    }
  }

  /** The till's last shift, open or closed. */
  async till(): Promise<Pick<ShiftRow, 'float' | 'counted' | 'expected'> | null> {
    const last = await this.#lastShift()
    return last && { float: last.float, counted: last.counted, expected: last.expected }
  }

  async #lastShift(): Promise<ShiftRow | null> {
    const newest = '/api/shifts?sort=-number&limit=1&depth=0'
    const { docs } = await this.server.rest<{ docs: ShiftRow[] }>('GET', newest)
    return docs[0] ?? null
  }

  async #rows<Row>(collection: string, field: string, value: string): Promise<Row[]> {
    const where = `where[${field}][equals]=${encodeURIComponent(value)}`
    return (await this.server.rest<{ docs: Row[] }>('GET', `/api/${collection}?${where}&depth=0&sort=id`)).docs
  }
}

/** How a job's steps stand, by one letter each: p, i, c, s. */
export const letters = (job: JobRow) => job.steps.map(({ status }) => status[0]).join('')
