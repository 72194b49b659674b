import type { CollectionAfterChangeHook, CollectionAfterDeleteHook, PayloadRequest } from 'payload'

/** Accounts that transactions under way have changed or deleted, as the log names them. */
const changed = new Map<number | string, Set<string>>()

async function mark(req: PayloadRequest, actor: string): Promise<void> {
  const transaction = await req.transactionID
  if (!transaction) return
  const actors = changed.get(transaction)
  if (actors) actors.add(actor)
  else changed.set(transaction, new Set([actor]))
}

const markUser = (req: PayloadRequest, doc: { id: number | string }) => mark(req, `user:${doc.id}`)
const markStation = (req: PayloadRequest, doc: { name: string }) => mark(req, `station:${doc.name}`)

interface Hooks {
  afterChange: CollectionAfterChangeHook[]
  afterDelete: CollectionAfterDeleteHook[]
}

/** Hooks of the collections people and stations sign in with: who was changed has to be asked for anew. */
export const watchUsers: Hooks = {
  afterChange: [({ req, doc }) => markUser(req, doc)],
  afterDelete: [({ req, doc }) => markUser(req, doc as never)],
}
export const watchStations: Hooks = {
  // The streams of a renamed station are known by its old name.
  afterChange: [
    async ({ req, doc, previousDoc }) => {
      await markStation(req, doc)
      if (previousDoc?.name && previousDoc.name !== doc.name) await markStation(req, previousDoc)
    },
  ],
  afterDelete: [({ req, doc }) => markStation(req, doc as never)],
}

/** The accounts a transaction that has ended had changed; forgets it. */
export function takeChangedSignIns(transaction: number | string): ReadonlySet<string> | undefined {
  const actors = changed.get(transaction)
  changed.delete(transaction)
  return actors
}
