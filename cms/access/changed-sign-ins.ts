import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionAfterLogoutHook,
  PayloadRequest,
} from 'payload'
import { tellSignIn } from '../database'
import { sessionOf } from './session'

/** Accounts that transactions under way have changed or deleted, as the log names them, and sessions they have ended. */
const changed = new Map<number | string, Set<string>>()

async function mark(req: PayloadRequest, actor: string): Promise<void> {
  const transaction = await req.transactionID
  if (!transaction) return
  await tellSignIn(req, actor)
  const actors = changed.get(transaction)
  if (actors) actors.add(actor)
  else changed.set(transaction, new Set([actor]))
}

const markUser = (req: PayloadRequest, doc: { id: number | string }) => mark(req, `user:${doc.id}`)

/** A log-out ends one session, or on request all of the account's. */
const markLogOut: CollectionAfterLogoutHook = async ({ req }) => {
  const { user } = req
  if (!user) return
  const session = sessionOf(user)
  if (req.searchParams?.get('allSessions') === 'true') await markUser(req, user)
  else if (session) await mark(req, session.name)
}

const markStation = (req: PayloadRequest, doc: { name: string }) => mark(req, `station:${doc.name}`)

interface Hooks {
  afterLogout?: CollectionAfterLogoutHook[]
  afterChange: CollectionAfterChangeHook[]
  afterDelete: CollectionAfterDeleteHook[]
}

/** Hooks of the collections that people and stations sign in with: an account that changed has to be read again. */
export const watchUsers: Hooks = {
  afterChange: [({ req, doc }) => markUser(req, doc)],
  afterDelete: [({ req, doc }) => markUser(req, doc)],
  afterLogout: [markLogOut],
}
export const watchStations: Hooks = {
  // The streams of a renamed station are known by its old name.
  afterChange: [
    async ({ req, doc, previousDoc }) => {
      await markStation(req, doc)
      if (previousDoc?.name && previousDoc.name !== doc.name) await markStation(req, previousDoc)
    },
  ],
  afterDelete: [({ req, doc }) => markStation(req, doc)],
}

/** The accounts and sessions a transaction that has ended had changed; forgets it. */
export function takeChangedSignIns(transaction: number | string): ReadonlySet<string> | undefined {
  const actors = changed.get(transaction)
  changed.delete(transaction)
  return actors
}
