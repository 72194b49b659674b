import { type AgedOrder, ageOfOrder, type Pace, paceOf, type SeenJob, type Stage, WAITING_STAGES } from '@/lib/domain'
import type { Lists } from './lists'
import type { Documents } from './predict'

const MINUTE_MS = 60_000

/** How the site stands against its promise. */
export interface SiteStanding {
  /** Orders that wait, or are being washed, for longer than was promised. */
  readonly late: ReadonlySet<string>
  /** Averages of the last hours, whole minutes. */
  readonly waitMinutes: number | null
  readonly washMinutes: number | null
}

/** The job of the bay that the order stands in. */
function jobOf(documents: Documents, order: { readonly bayId: string | null }): SeenJob | undefined {
  const bay = order.bayId === null ? undefined : documents.get('bay', order.bayId)
  return bay?.jobId ? documents.get('job', bay.jobId) : undefined
}

/** Who is late, and how long things take. The answer keeps its identity until it reads differently. */
export class Standings {
  readonly #documents: Documents
  readonly #lists: Lists
  #known: SiteStanding = { late: new Set(), waitMinutes: null, washMinutes: null }
  /** What the known answer is for; empty when something it rests on has changed since. */
  #asOf = ''

  constructor(documents: Documents, lists: Lists) {
    this.#documents = documents
    this.#lists = lists
  }

  /** Something has changed that it rests on. */
  forget(): void {
    this.#asOf = ''
  }

  /** As of `now`, milliseconds since 1970. */
  of(promiseMinutes: number, now: number): SiteStanding {
    const asOf = `${promiseMinutes} ${now}`
    if (this.#asOf !== asOf) {
      const read = this.#read(promiseMinutes, now)
      if (!isSame(read, this.#known)) this.#known = read
      this.#asOf = asOf
    }
    return this.#known
  }

  #read(promiseMinutes: number, now: number): SiteStanding {
    const stages: readonly Stage[] = [...WAITING_STAGES, 'in_progress']
    const isLate = (order: AgedOrder & { readonly bayId: string | null }) =>
      ageOfOrder(order, jobOf(this.#documents, order), promiseMinutes, now).standing === 'late'
    const late = stages.flatMap((stage) =>
      this.#lists.stage(stage).filter((key) => {
        const order = this.#documents.get('order', key)
        return order !== undefined && isLate(order)
      }),
    )
    const { waitMs, washMs }: Pace = paceOf(
      this.#jobs(),
      (orderID) => this.#documents.get('order', orderID)?.createdAt,
      now,
    )
    return { late: new Set(late), waitMinutes: inMinutes(waitMs), washMinutes: inMinutes(washMs) }
  }

  *#jobs(): Iterable<SeenJob> {
    for (const key of this.#documents.keys('job')) {
      const job = this.#documents.get('job', key)
      if (job) yield job
    }
  }
}

const inMinutes = (ms: number | null) => (ms === null ? null : Math.round(ms / MINUTE_MS))

function isSame(one: SiteStanding, other: SiteStanding): boolean {
  return (
    one.waitMinutes === other.waitMinutes &&
    one.washMinutes === other.washMinutes &&
    one.late.size === other.late.size &&
    [...one.late].every((orderID) => other.late.has(orderID))
  )
}
