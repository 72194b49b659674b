import { type Concern, isWholeOrder, type SeenQueue, type Shift, STAGES, type Stage, toGiveBack } from '@/lib/domain'
import { type Documents, lastShiftOf } from './predict'

const NONE: readonly string[] = []

/** Which documents stand where, by key. A list keeps its identity until its own contents change. */
export class Lists {
  #stages = new Map<Stage, readonly string[]>()
  #bays: readonly string[] = NONE
  #queues: readonly SeenQueue[] = []
  #toGiveBack: readonly string[] = NONE
  #concerns: readonly Concern[] = []
  #shift: Shift | null = null
  /** Where each order stood last, so that only the two lists it moved between are made anew. */
  readonly #standing = new Map<string, { stage: Stage; since: string; holdsTooMuch: boolean }>()

  /** Orders of a stage, longest there first. */
  stage(stage: Stage): readonly string[] {
    return this.#stages.get(stage) ?? NONE
  }

  /** Bays by their place. */
  get bays(): readonly string[] {
    return this.#bays
  }

  /** All queues as they stand. */
  get queues(): readonly SeenQueue[] {
    return this.#queues
  }

  /** Orders that hold money to be given back, as far as this reader sees it. */
  get toGiveBack(): readonly string[] {
    return this.#toGiveBack
  }

  /** Handed to the desk and not decided on, oldest first. */
  get concerns(): readonly Concern[] {
    return this.#concerns
  }

  /** The newest shift of the till, open or closed; `null` before the first. */
  get shift(): Shift | null {
    return this.#shift
  }

  rebuild(documents: Documents): void {
    this.#standing.clear()
    for (const key of documents.keys('order')) this.#stand(documents, key)
    for (const stage of STAGES) this.#stages.set(stage, this.#sorted(stage))
    this.#toGiveBack = this.#holdingTooMuch()
    this.#concerns = openConcerns(documents)
    this.#shift = newestShift(documents)
    this.#bays = sortedBays(documents)
    this.#queues = allQueues(documents)
  }

  /** Follows changed documents, named `kind:key`. True when any list changed. */
  update(documents: Documents, changed: Iterable<string>): boolean {
    const stale = new Set<Stage>()
    let baysStale = false
    let queuesStale = false
    let moneyStale = false
    let concernsStale = false
    let shiftStale = false
    for (const name of changed) {
      const [kind, key] = split(name)
      if (kind === 'bay') baysStale = true
      if (kind === 'queue') queuesStale = true
      if (kind === 'concern') concernsStale = true
      if (kind === 'shift') shiftStale = true
      if (kind !== 'order') continue
      const before = this.#standing.get(key)
      const after = this.#stand(documents, key)
      moneyStale ||= (before?.holdsTooMuch ?? false) !== (after?.holdsTooMuch ?? false)
      if (before?.stage === after?.stage && before?.since === after?.since) continue
      if (before) stale.add(before.stage)
      if (after) stale.add(after.stage)
    }
    let told = stale.size > 0 || queuesStale || moneyStale || concernsStale || shiftStale
    if (shiftStale) this.#shift = newestShift(documents)
    if (concernsStale) this.#concerns = openConcerns(documents)
    if (moneyStale) this.#toGiveBack = this.#holdingTooMuch()
    if (queuesStale) this.#queues = allQueues(documents)
    for (const stage of stale) this.#stages.set(stage, this.#sorted(stage))
    if (baysStale) {
      const bays = sortedBays(documents)
      if (bays.join() !== this.#bays.join()) {
        this.#bays = bays
        told = true
      }
    }
    return told
  }

  #stand(documents: Documents, key: string) {
    const order = documents.get('order', key)
    // By a provisional id another one is found: the server's own, which stands by itself.
    if (!order || order.orderID !== key) {
      this.#standing.delete(key)
      return undefined
    }
    const holdsTooMuch = isWholeOrder(order) && toGiveBack(order) > 0
    const standing = { stage: order.stage, since: order.stageSince, holdsTooMuch }
    this.#standing.set(key, standing)
    return standing
  }

  #holdingTooMuch(): string[] {
    return [...this.#standing].flatMap(([key, { holdsTooMuch }]) => (holdsTooMuch ? [key] : []))
  }

  #sorted(stage: Stage): string[] {
    return [...this.#standing]
      .filter(([, standing]) => standing.stage === stage)
      .sort(([a, { since: left }], [b, { since: right }]) => compare(left, right) || compare(a, b))
      .map(([key]) => key)
  }
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function split(name: string): [kind: string, key: string] {
  const at = name.indexOf(':')
  return [name.slice(0, at), name.slice(at + 1)]
}

function sortedBays(documents: Documents): string[] {
  return [...documents.keys('bay')].sort(
    (a, b) => (documents.get('bay', a)?.position ?? 0) - (documents.get('bay', b)?.position ?? 0) || compare(a, b),
  )
}

function allQueues(documents: Documents): SeenQueue[] {
  return [...documents.keys('queue')].flatMap((key) => documents.get('queue', key) ?? [])
}

const newestShift = (documents: Documents) => lastShiftOf(documents.keys('shift'), (key) => documents.get('shift', key))

function openConcerns(documents: Documents): Concern[] {
  return [...documents.keys('concern')]
    .flatMap((key) => documents.get('concern', key) ?? [])
    .filter(({ decision }) => decision === null)
    .sort((a, b) => compare(a.raisedAt, b.raisedAt) || compare(a.concernId, b.concernId))
}
