import type { DocumentByKind, DocumentChange, DocumentKind } from '@/lib/domain'

type ByKey = { readonly [K in DocumentKind]: Map<string, DocumentByKind[K]> }

/** The documents as the server told of them; an order is found under what a station called it as well. */
export class ToldDocuments {
  readonly #documents: ByKey = {
    order: new Map(),
    queue: new Map(),
    bay: new Map(),
    job: new Map(),
    concern: new Map(),
    shift: new Map(),
  }
  /** The server's numbers of orders that a station took, by what the station called them. */
  readonly #numbers = new Map<string, string>()

  get<K extends DocumentKind>(kind: K, key: string): DocumentByKind[K] | undefined {
    return this.#documents[kind].get(this.nameOf(kind, key))
  }

  keys(kind: DocumentKind): Iterable<string> {
    return this.#documents[kind].keys()
  }

  has(kind: DocumentKind, key: string): boolean {
    return this.#documents[kind].has(this.nameOf(kind, key))
  }

  /** The key a document goes by now: an order's is the number that the server gave it. */
  nameOf(kind: DocumentKind, key: string): string {
    return kind === 'order' ? (this.#numbers.get(key) ?? key) : key
  }

  readonly versionOf = (kind: DocumentKind, key: string): number | null => this.get(kind, key)?.version ?? null

  put({ kind, key, document }: DocumentChange): void {
    const documents = this.#documents[kind] as Map<string, DocumentByKind[DocumentKind]>
    if (document) documents.set(key, document)
    else documents.delete(key)
    if (kind === 'order' && document?.takenAs) this.#numbers.set(document.takenAs, key)
  }

  /** @returns what was there */
  clear(): { readonly kind: DocumentKind; readonly key: string }[] {
    const kinds = Object.keys(this.#documents) as DocumentKind[]
    const gone = kinds.flatMap((kind) => [...this.keys(kind)].map((key) => ({ kind, key })))
    for (const kind of kinds) this.#documents[kind].clear()
    this.#numbers.clear()
    return gone
  }

  /** What is shown of a queue, a bay or a job, with the server's numbers of its cars. */
  withNumbers(change: DocumentChange): DocumentChange {
    const { kind, document } = change
    if (!document || kind === 'order' || kind === 'shift' || this.#numbers.size === 0) return change
    const named = <Naming extends { readonly orderID: string | null }>(naming: Naming): Naming => ({
      ...naming,
      orderID: this.#numbers.get(naming.orderID ?? '') ?? naming.orderID,
    })
    const renamed = kind === 'queue' ? { ...document, entries: document.entries.map(named) } : named(document)
    return { ...change, document: renamed } as DocumentChange
  }
}
