import { type DocumentChange, type DocumentKind, isProvisional, isWholeOrder, type Order, STAGES } from '@/lib/domain'
import { sampleBay, sampleJob, sampleOrder, sampleQueue } from './sample-documents'

/** What the model of the server knows, and what happens at its site. One tenant. */
export abstract class FakeSite {
  /** Orders (and their events) that this client may not see. */
  hides: (orderID: string) => boolean = () => false
  readonly #documents = new Map<string, DocumentChange>()
  #orders = 0
  protected readonly random: () => number

  constructor(random: () => number, bays: readonly string[]) {
    this.random = random
    this.put({ kind: 'queue', key: 'regular', document: sampleQueue('regular') })
    for (const bayId of bays) this.put({ kind: 'bay', key: bayId, document: sampleBay(bayId) })
  }

  /** Tells it as an event. */
  protected abstract append(eventType: string, data: Readonly<Record<string, unknown>>, orderID?: string): void

  /** Every document that the client may see, by `kind:key`. */
  documents(): Map<string, unknown> {
    return new Map(this.visible().map((change) => [`${change.kind}:${change.key}`, change.document]))
  }

  createOrder(): string {
    const orderID = this.nextOrderID()
    const order = sampleOrder(orderID)
    this.put({ kind: 'order', key: orderID, document: order })
    this.append('order_created', { order }, orderID)
    return orderID
  }

  orderIDs(): string[] {
    return [...this.#documents.values()].filter((change) => change.kind === 'order').map((change) => change.key)
  }

  setStage(orderID: string, newStage: Order['stage'] = this.pick(STAGES)): void {
    const before = this.orderOf(orderID)
    const order: Order = { ...before, stage: newStage, version: before.version + 1 }
    this.put({ kind: 'order', key: orderID, document: order })
    this.append('stage_change', { previousStage: before.stage, newStage, order }, orderID)
  }

  /** One change, two events. */
  pay(orderID: string): void {
    const before = this.orderOf(orderID)
    const order: Order = { ...before, stage: 'paid', paymentStatus: 'paid', version: before.version + 1 }
    this.put({ kind: 'order', key: orderID, document: order })
    this.append('stage_change', { previousStage: before.stage, newStage: 'paid', order }, orderID)
    const data = { previousStatus: before.paymentStatus, newStatus: 'paid', amount: order.totalAmount, order }
    this.append('payment_update', data, orderID)
  }

  deleteOrder(orderID: string): void {
    const order = this.orderOf(orderID)
    this.#documents.delete(`order:${orderID}`)
    this.append('order_deleted', { order }, orderID)
  }

  changeBay(): void {
    const before = this.#documents.get('bay:bay-1')?.document
    const version = (before?.version ?? 0) + 1
    const bay = sampleBay('bay-1', { status: this.pick(['available', 'cleaning'] as const), version })
    this.put({ kind: 'bay', key: 'bay-1', document: bay })
    this.append('queue_update', { bay })
  }

  changeJob(): void {
    const jobId = '3f2b8c1e-9d4a-4c7b-8e6f-1a2b3c4d5e6f'
    const version = (this.#documents.get(`job:${jobId}`)?.document?.version ?? 0) + 1
    const job = sampleJob(jobId, { version })
    this.put({ kind: 'job', key: jobId, document: job })
    this.append('job_progress_update', { job, bayId: 'bay-1' })
  }

  protected visible(): DocumentChange[] {
    return [...this.#documents.values()].filter((change) => change.kind !== 'order' || !this.hides(change.key))
  }

  /** An order is known by what its station called it, too. */
  protected find(kind: DocumentKind, key: string): DocumentChange | undefined {
    const found = this.#documents.get(`${kind}:${key}`)
    if (found || kind !== 'order' || !isProvisional(key)) return found
    return [...this.#documents.values()].find((each) => each.kind === 'order' && each.document?.takenAs === key)
  }

  protected nextOrderID(): string {
    this.#orders += 1
    return `AX-20260115-${String(this.#orders).padStart(4, '0')}`
  }

  protected put(change: DocumentChange): void {
    this.#documents.set(`${change.kind}:${change.key}`, change)
  }

  protected orderOf(orderID: string): Order {
    const change = this.#documents.get(`order:${orderID}`)
    if (change?.kind !== 'order' || !change.document || !isWholeOrder(change.document))
      throw new Error(`No order ${orderID}`)
    return change.document
  }

  protected pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T
  }
}
