import type { ClientSession, Collection, Document } from 'mongodb'

type Key = string | number

interface Kept {
  readonly collection: Collection<Document>
  readonly id: Key
  /** As it was before the part; `null` where there was none. */
  readonly before: Document | null
}

/**
 * Part of a transaction that can be undone by itself, which MongoDB does not offer: what a document was is kept before it is
 * first written, in the transaction's own view, and is written back. Nobody else can have written it meanwhile.
 */
export class Part {
  private readonly kept = new Map<string, Kept>()

  constructor(private readonly session: ClientSession) {}

  /** Before the documents that a filter finds are written. @returns how many there are */
  async keep(collection: Collection<Document>, filter: Document): Promise<number> {
    const found = await collection.find(filter, { session: this.session }).toArray()
    for (const document of found) this.note(collection, document._id, document)
    return found.length
  }

  /** After the documents that a filter finds were made. */
  async made(collection: Collection<Document>, filter: Document): Promise<void> {
    const found = await collection.find(filter, { session: this.session, projection: { _id: 1 } }).toArray()
    for (const { _id } of found) this.note(collection, _id, null)
  }

  note(collection: Collection<Document>, id: unknown, before: Document | null): void {
    const key = `${collection.collectionName} ${String(id)}`
    if (!this.kept.has(key)) this.kept.set(key, { collection, id: id as Key, before })
  }

  /** What was kept is out of date: the transaction begins anew, with nothing written. */
  forget(): void {
    this.kept.clear()
  }

  /** @throws where the database has undone the whole transaction */
  async undo(): Promise<void> {
    const { session } = this
    const kept = [...this.kept.values()]
    // What was made goes first: it may have what is unique of what comes back.
    for (const { collection, id, before } of kept) {
      if (!before) await collection.deleteOne({ _id: id } as Document, { session })
    }
    for (const { collection, id, before } of kept) {
      if (before) await collection.replaceOne({ _id: id } as Document, before, { session, upsert: true })
    }
  }
}
