import { type SeenQueue, STAGES, type Stage } from '@/lib/sync/protocol'
import type { Documents } from './predict'

const NONE: readonly string[] = []

/** Which documents stand where, by key. A list keeps its identity until its own contents change. */
export class Lists {
  #stages = new Map<Stage, readonly string[]>()
  #bays: readonly string[] = NONE
  #queues: readonly SeenQueue[] = []
  /** Where each order stood last, so that only the two lists it moved between are made anew. */
  readonly #standing = new Map<string, { stage: Stage; since: string }>()

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

  rebuild(documents: Documents): void {
    this.#standing.clear()
    for (const key of documents.keys('order')) this.#stand(documents, key)
    for (const stage of STAGES) this.#stages.set(stage, this.#sorted(stage))
    this.#bays = sortedBays(documents)
    this.#queues = allQueues(documents)
  }

  /** Follows changed documents, named `kind:key`. True when any list changed. */
  update(documents: Documents, changed: Iterable<string>): boolean {
    const stale = new Set<Stage>()
    let baysStale = false
    let queuesStale = false
    for (const name of changed) {
      const [kind, key] = split(name)
      if (kind === 'bay') baysStale = true
      if (kind === 'queue') queuesStale = true
      if (kind !== 'order') continue
      const before = this.#standing.get(key)
      const after = this.#stand(documents, key)
      if (before?.stage === after?.stage && before?.since === after?.since) continue
      if (before) stale.add(before.stage)
      if (after) stale.add(after.stage)
    }
    let told = stale.size > 0 || queuesStale
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
    if (!order) {
      this.#standing.delete(key)
      return undefined
    }
    const standing = { stage: order.stage, since: order.stageSince }
    this.#standing.set(key, standing)
    return standing
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
