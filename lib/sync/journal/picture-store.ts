import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { z } from 'zod'
import type { DocumentChange } from '../ports/domain'
import type { Cursor } from '../protocol'

const DATABASE = 'ax-sync-picture'
/** A database that has not opened by then is done without, milliseconds: the page must start. */
const OPEN_WITHIN = 3_000

const keptSchema = z.object({
  owner: z.string(),
  writer: z.string().nullable(),
  epoch: z.string().nullable(),
  seq: z.number().nullable(),
  currentAt: z.iso.datetime().nullable(),
  page: z.unknown(),
})
type Kept = z.infer<typeof keptSchema>

interface PictureDatabase extends DBSchema {
  documents: { key: [string, string]; value: DocumentChange }
  kept: { key: 'kept'; value: Kept }
}

/** One write: these documents, over what is there or (`whole`) in place of it, are what the log says at `cursor`. */
export interface PictureStep {
  readonly whole: boolean
  readonly changes: readonly DocumentChange[]
  readonly cursor: Cursor
  /** ISO 8601; when the picture was last known to be current, `null` where that is not known. */
  readonly currentAt: string | null
}

/** What a browser kept of a site for a time without its server. */
export interface KeptPicture {
  readonly owner: string
  /** To be read with their schemas again: another release may have written them. */
  readonly documents: readonly DocumentChange[]
  readonly cursor: Cursor
  /** ISO 8601; when it was last known to be current. */
  readonly currentAt: string
  /** What the page that kept it needs beside the documents; to be checked by who wrote it. */
  readonly page: unknown
}

/**
 * The documents of one account at one site, in IndexedDB: the browser keeps one picture alone, and another owner's is
 * removed before a new one is written. Only the writer that came last writes, so that a tab that hung and wakes up lays
 * nothing old over the picture; and none writes once the owner's data was removed. Where the browser stores nothing,
 * nothing is kept, and the page does without.
 */
export class PictureStore {
  #opening: Promise<IDBPDatabase<PictureDatabase> | null> | null = null
  /** One after another, in the order they were asked for. */
  #work: Promise<unknown> = Promise.resolve()

  /** The server has shown that `owner` may see the site: from here on `owner`'s picture may be written. */
  claim(owner: string, page: unknown): Promise<boolean> {
    return this.#run(async (db) => {
      const transaction = db.transaction(['kept', 'documents'], 'readwrite')
      const before = await readKept(transaction.objectStore('kept'))
      if (before?.owner === owner) await transaction.objectStore('kept').put({ ...before, page }, 'kept')
      else {
        await transaction.objectStore('documents').clear()
        const kept: Kept = { owner, page, writer: null, epoch: null, seq: null, currentAt: null }
        await transaction.objectStore('kept').put(kept, 'kept')
      }
      await transaction.done
      return true
    })
  }

  /** Makes `writer` the only one whose steps are written. @returns whether there is a picture of `owner`'s to write */
  lead(owner: string, writer: string): Promise<boolean> {
    return this.#run(async (db) => {
      const transaction = db.transaction('kept', 'readwrite')
      const kept = await readKept(transaction.store)
      const own = kept?.owner === owner
      if (own) await transaction.store.put({ ...kept, writer }, 'kept')
      await transaction.done
      return own
    })
  }

  /** @returns whether it was written: it is not, where another writes by now or the picture was removed */
  write(owner: string, writer: string, { whole, changes, cursor, currentAt }: PictureStep): Promise<boolean> {
    return this.#run(async (db) => {
      const transaction = db.transaction(['kept', 'documents'], 'readwrite')
      const kept = await readKept(transaction.objectStore('kept'))
      const own = kept?.owner === owner && kept.writer === writer
      if (own) {
        const documents = transaction.objectStore('documents')
        if (whole) await documents.clear()
        for (const change of changes) {
          if (change.document === null) await documents.delete([change.kind, change.key])
          else await documents.put(change, [change.kind, change.key])
        }
        const next = { ...kept, epoch: cursor.epoch, seq: cursor.seq, currentAt: currentAt ?? kept.currentAt }
        await transaction.objectStore('kept').put(next, 'kept')
      }
      await transaction.done
      return own
    })
  }

  /** `null` where nothing whole is kept. */
  async read(): Promise<KeptPicture | null> {
    let picture: KeptPicture | null = null
    await this.#run(async (db) => {
      const transaction = db.transaction(['kept', 'documents'])
      const kept = await readKept(transaction.objectStore('kept'))
      const documents = await transaction.objectStore('documents').getAll()
      await transaction.done
      picture = kept && pictureOf(kept, documents)
      return true
    })
    return picture
  }

  /** Removes what is kept: all of it, or only where it is `owner`'s. */
  forget(owner?: string): Promise<boolean> {
    return this.#run(async (db) => {
      const transaction = db.transaction(['kept', 'documents'], 'readwrite')
      const kept = await transaction.objectStore('kept').get('kept')
      if (kept && (owner === undefined || kept.owner === owner)) {
        await transaction.objectStore('kept').clear()
        await transaction.objectStore('documents').clear()
      }
      await transaction.done
      return true
    })
  }

  #run(work: (db: IDBPDatabase<PictureDatabase>) => Promise<boolean>): Promise<boolean> {
    const done = this.#work.then(async () => {
      this.#opening ??= this.#open()
      const db = await this.#opening
      if (!db) return false
      try {
        return await work(db)
      } catch {
        // The connection is gone or the disk is full: the next use opens anew.
        this.#opening = null
        db.close()
        return false
      }
    })
    this.#work = done
    return done
  }

  async #open(): Promise<IDBPDatabase<PictureDatabase> | null> {
    const lost = () => {
      this.#opening = null
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    try {
      const opening = openDB<PictureDatabase>(DATABASE, 1, {
        upgrade(db) {
          db.createObjectStore('documents')
          db.createObjectStore('kept')
        },
        blocking: (_current, _blocked, event) => {
          lost()
          ;(event.target as IDBDatabase).close()
        },
        terminated: lost,
      })
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('the database does not open')), OPEN_WITHIN)
      })
      return await Promise.race([opening, late])
    } catch {
      return null
    } finally {
      clearTimeout(timer)
    }
  }
}

async function readKept(store: { get(key: 'kept'): Promise<Kept | undefined> }): Promise<Kept | null> {
  return keptSchema.safeParse(await store.get('kept')).data ?? null
}

function pictureOf(kept: Kept, documents: readonly DocumentChange[]): KeptPicture | null {
  const { owner, epoch, seq, currentAt, page } = kept
  if (epoch === null || seq === null || currentAt === null) return null
  return { owner, documents, cursor: { epoch, seq }, currentAt, page }
}
