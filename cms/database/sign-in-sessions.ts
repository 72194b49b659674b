import { AuthenticationError, type PayloadRequest } from 'payload'
import type { Transaction } from './transaction'
import type { Turns } from './turns'

interface Session {
  readonly id: string
  readonly createdAt: string | Date
  readonly expiresAt: string | Date
}

interface Account {
  readonly id: number
  readonly hash?: string | null
  readonly sessions?: readonly Session[] | null
}

interface Update {
  readonly collection: string
  readonly id?: number | string
  readonly data: { readonly hash?: unknown; readonly sessions?: unknown; readonly updatedAt?: unknown }
  readonly req?: Partial<PayloadRequest>
}

interface Find {
  readonly collection: string
  readonly where: object
  readonly req?: Partial<PayloadRequest>
}

/** What this takes of an adapter. */
export interface Accounts extends Pick<Turns, 'lockTenant'> {
  updateOne(asked: Update): Promise<unknown>
  findOne(asked: Find): Promise<Account | null>
  beginTransaction(): Promise<Transaction>
  commitTransaction(id: Transaction): Promise<void>
  rollbackTransaction(id: Transaction): Promise<void>
}

const hasSessions = ({ collection, id, data }: Update): boolean =>
  collection === 'users' && id !== undefined && Array.isArray(data.sessions)

/** Payload's sign-in, log-out and refresh: they write the whole account as they read it, with its sessions in it. */
const isSignIn = ({ data }: Update): boolean => data.updatedAt === null

/** One that has just been made has not been read from the database yet. */
const justMade = (sessions: readonly Session[]) => sessions.filter(({ createdAt }) => createdAt instanceof Date)

const isNew = (asked: Update) => isSignIn(asked) && justMade(asked.data.sessions as readonly Session[]).length > 0

/**
 * Payload writes an account whole, as it read it. Two who sign in to one at the same time would each write the sessions they
 * found, and the first would be signed out; a role that was changed while a password was looked at would be what it was; and
 * an edit would sign in again whoever signed out meanwhile. So a sign-in writes the sessions alone, one after the other, and
 * each its own; and an edit writes them as they are by then. Whoever was let in by a password that was replaced meanwhile is
 * not signed in.
 */
export function keepEverySession(adapter: Accounts): void {
  const updateOne = adapter.updateOne.bind(adapter)
  const findOne = adapter.findOne.bind(adapter)
  /** What a request found of an account's password: Payload takes it off what it writes. */
  const found = new WeakMap<object, { readonly id: number; readonly hash: string }>()

  adapter.findOne = async (asked) => {
    const account = await findOne(asked)
    if (asked.collection === 'users' && asked.req && account?.hash)
      found.set(asked.req, { id: account.id, hash: account.hash })
    return account
  }

  async function write(asked: Update, transaction: Transaction): Promise<unknown> {
    const req = { ...asked.req, transactionID: transaction }
    await adapter.lockTenant(transaction, `account ${asked.id}`)
    const account = await findOne({ collection: asked.collection, where: { id: { equals: asked.id } }, req })
    if (!account) return null
    const known = asked.req && found.get(asked.req)
    if (isNew(asked) && known && known.id === account.id && known.hash !== account.hash) throw new AuthenticationError()
    const kept = account.sessions ?? []
    const data = isSignIn(asked)
      ? { sessions: merged(asked, kept), updatedAt: null }
      : { ...asked.data, sessions: leftBy(asked, account.hash, kept) }
    return updateOne({ ...asked, data, req })
  }

  adapter.updateOne = async (asked) => {
    if (!hasSessions(asked)) return updateOne(asked)
    const running = await asked.req?.transactionID
    if (running) return write(asked, running)
    const own = await adapter.beginTransaction()
    try {
      const written = await write(asked, own)
      await adapter.commitTransaction(own)
      return written
    } catch (error) {
      await adapter.rollbackTransaction(own)
      throw error
    }
  }
}

/** An edit ends none, unless it sets a new password: then those alone stay that it names. */
function leftBy({ data }: Update, hash: unknown, kept: readonly Session[]): readonly Session[] {
  if (data.hash === hash) return kept
  const named = (data.sessions as readonly Session[]).map(({ id }) => id)
  return kept.filter(({ id }) => named.includes(id))
}

function merged({ data, req }: Update, kept: readonly Session[]): Session[] {
  const told = data.sessions as readonly Session[]
  const added = justMade(told)
  const ended = added.length > 0 ? undefined : (req?.user as { _sid?: string } | null | undefined)?._sid
  const endsAll = req?.searchParams?.get('allSessions') === 'true' && told.length === 0
  const rest = kept.flatMap((session) => {
    const now = told.find(({ id }) => id === session.id)
    if (now) return [now]
    return endsAll || session.id === ended || new Date(session.expiresAt).getTime() <= Date.now() ? [] : [session]
  })
  return [...rest, ...added]
}
