import type { AnyDocument, DocumentChange } from '../ports/domain'
import type { DocumentReader } from './apply-carried'

const address = (kind: string, key: string) => `${kind}:${key}`

/** Deletions remembered; far more than can be in flight at once. */
const MAX_TOMBSTONES = 10_000

/** The documents a client mirrors, as of its durable cursor. */
export class DocumentStore implements DocumentReader {
  readonly #changes = new Map<string, DocumentChange>()
  readonly #deleted = new Set<string>()

  get(kind: string, key: string): AnyDocument | undefined {
    return this.#changes.get(address(kind, key))?.document ?? undefined
  }

  wasDeleted(kind: string, key: string): boolean {
    return this.#deleted.has(address(kind, key))
  }

  /** Every document, as the changes that would build them. */
  all(): readonly DocumentChange[] {
    return [...this.#changes.values()]
  }

  commit(changes: readonly DocumentChange[]): void {
    for (const change of changes) {
      const at = address(change.kind, change.key)
      if (change.document === null) {
        this.#changes.delete(at)
        this.#bury(at)
      } else {
        this.#changes.set(at, change)
        this.#deleted.delete(at)
      }
    }
  }

  /** Everything is now these documents. */
  replace(documents: readonly DocumentChange[]): void {
    this.#changes.clear()
    this.#deleted.clear()
    this.commit(documents)
  }

  #bury(at: string): void {
    this.#deleted.delete(at)
    this.#deleted.add(at)
    if (this.#deleted.size <= MAX_TOMBSTONES) return
    for (const oldest of this.#deleted) {
      this.#deleted.delete(oldest)
      break
    }
  }
}

/** Changes on top of a store, not yet durable: later events of a batch see what earlier ones did. */
export class PendingChanges implements DocumentReader {
  readonly #below: DocumentReader
  readonly #changes = new Map<string, DocumentChange>()

  constructor(below: DocumentReader) {
    this.#below = below
  }

  get(kind: string, key: string): AnyDocument | undefined {
    const change = this.#changes.get(address(kind, key))
    if (!change) return this.#below.get(kind, key)
    return change.document ?? undefined
  }

  wasDeleted(kind: string, key: string): boolean {
    const change = this.#changes.get(address(kind, key))
    return change ? change.document === null : this.#below.wasDeleted(kind, key)
  }

  add(changes: readonly DocumentChange[]): void {
    for (const change of changes) this.#changes.set(address(change.kind, change.key), change)
  }

  /** One change per document: the last. */
  list(): readonly DocumentChange[] {
    return [...this.#changes.values()]
  }
}
