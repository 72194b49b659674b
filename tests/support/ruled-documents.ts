import { type DraftEvent, diffBay, diffConcern, diffJob, diffOrder, diffQueue, diffShift } from '@/cms/sync/log/diff'
import type { CatalogService, Command } from '@/lib/domain'
import type { Access, DocumentKind, Documents, Payment } from '@/lib/domain/commands/access'
import { Rejection } from '@/lib/domain/commands/refuse'
import { type Moment, runCommand } from '@/lib/domain/commands/run'
import type { CommandResult } from '@/lib/sync/car-wash/wire'

/** The documents of a site in memory, changed by the product's own commands and told of by its own events. */
export interface DocumentStore {
  get(kind: DocumentKind, key: string): Documents[DocumentKind] | undefined
  put(kind: DocumentKind, key: string, document: Documents[DocumentKind]): void
}

export interface RuledSite {
  readonly store: DocumentStore
  readonly catalogue: readonly CatalogService[]
  nextOrderID(): string
  /** Every payment and refund ever recorded. */
  readonly payments: Payment[]
  /** Called for each event of an executed command, in order. */
  tell(event: DraftEvent): void
  /** Seq of the last event. */
  head(): number
}

/** Executes a command as the server does: all of it or nothing. */
export function execute(site: RuledSite, command: Command, moment: Moment): CommandResult {
  const work = new Transaction(site, moment)
  try {
    const run = runCommand(command, moment)
    let step = run.next()
    while (!step.done) step = run.next(work.answer(step.value))
    work.commit()
    return { id: command.id, status: 'applied', seq: site.head(), ...step.value }
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    const { code, message, refusal, current } = error
    return { id: command.id, status: 'rejected', code, message, reason: refusal.key, params: refusal.params, current }
  }
}

class Transaction {
  readonly #changed = new Map<string, { kind: DocumentKind; key: string; document: Documents[DocumentKind] }>()
  readonly #payments: Payment[] = []
  readonly #at: string

  constructor(
    private readonly site: RuledSite,
    private readonly moment: Moment,
  ) {
    this.#at = new Date(moment.now).toISOString()
  }

  answer(access: Access): unknown {
    switch (access.do) {
      case 'read':
        return this.#read(access.kind, access.key) ?? null
      case 'change': {
        const before = this.#read(access.kind, access.key)
        if (!before) throw new Error(`No ${access.kind} ${access.key}`)
        const stage = 'stage' in access.fields && access.fields.stage !== Reflect.get(before, 'stage')
        const fields = stage ? { ...access.fields, stageSince: this.#at } : access.fields
        return this.#put(access.kind, access.key, { ...before, ...fields } as Documents[DocumentKind])
      }
      case 'addOrder':
        return this.#put('order', access.order.orderID, {
          ...access.order,
          ...this.#kept(),
          stageSince: this.#at,
          createdAt: this.#at,
        })
      case 'addJob':
        return this.#put('job', access.job.jobId, { ...access.job, ...this.#kept() })
      case 'addConcern':
        return this.#put('concern', access.concern.concernId, { ...access.concern, ...this.#kept() })
      case 'addShift':
        return this.#put('shift', access.shift.shiftId, { ...access.shift, ...this.#kept() })
      // No site of these tests counts its drawer.
      case 'lastShift':
      case 'ledgerHead':
      case 'ledgerAfter':
        return null
      case 'recordPayment':
        return this.#payments.push(access.payment)
      case 'catalogue':
        return this.site.catalogue
      case 'nextOrderID':
        return this.site.nextOrderID()
      case 'isOwnOrder':
        return false
    }
  }

  commit(): void {
    this.site.payments.push(...this.#payments)
    for (const { kind, key, document } of this.#changed.values()) {
      const before = this.site.store.get(kind, key) ?? null
      const after = { ...document, version: (before?.version ?? 0) + 1, updatedAt: this.#at }
      const events = eventsOf(kind, before, after)
      if (events.length === 0) continue
      this.site.store.put(kind, key, after)
      for (const event of events) this.site.tell(event)
    }
  }

  #kept() {
    return { tenantId: this.moment.actor.tenantId, updatedAt: this.#at, version: 0 }
  }

  #read(kind: DocumentKind, key: string): Documents[DocumentKind] | undefined {
    return this.#changed.get(`${kind}:${key}`)?.document ?? this.site.store.get(kind, key)
  }

  #put(kind: DocumentKind, key: string, document: Documents[DocumentKind]): void {
    this.#changed.set(`${kind}:${key}`, { kind, key, document })
  }
}

// Each kind goes with its own document, which the compiler cannot follow through a map.
function eventsOf(kind: DocumentKind, before: object | null, after: object): DraftEvent[] {
  const diff = {
    order: diffOrder,
    queue: diffQueue,
    bay: diffBay,
    job: diffJob,
    concern: diffConcern,
    shift: diffShift,
  }[kind]
  return (diff as (before: object | null, after: object) => DraftEvent[])(before, after)
}
