import type { PayloadRequest } from 'payload'
import type { Transaction } from './transaction'
import type { Turns } from './turns'

interface Session {
  readonly id: string
  readonly createdAt: string | Date
  readonly expiresAt: string | Date
}

interface Account {
  readonly id: number
  readonly sessions?: readonly Session[] | null
}

interface Update {
  readonly collection: string
  readonly id?: number | string
  readonly data: { readonly sessions?: unknown; readonly updatedAt?: unknown }
  readonly req?: Partial<PayloadRequest>
}

/** What this takes of an adapter. */
export interface Accounts extends Pick<Turns, 'lockTenant'> {
  updateOne(asked: Update): Promise<unknown>
  findOne(asked: { collection: string; where: object; req?: Partial<PayloadRequest> }): Promise<Account | null>
  beginTransaction(): Promise<Transaction>
  commitTransaction(id: Transaction): Promise<void>
  rollbackTransaction(id: Transaction): Promise<void>
}

/** Payload's sign-in, log-out and refresh: they write the whole account as they read it, with its sessions in it. */
const isOfSessions = ({ collection, id, data }: Update): boolean =>
  collection === 'users' && id !== undefined && data.updatedAt === null && Array.isArray(data.sessions)

/**
 * Two who sign in to one account at the same time would each write the sessions they found, and the first would be signed out;
 * a role that was changed while a password was looked at would be what it was. So of such a write the sessions alone are kept,
 * one after the other, and each changes its own.
 */
export function keepEverySession(adapter: Accounts): void {
  const updateOne = adapter.updateOne.bind(adapter)

  async function write(asked: Update, transaction: Transaction): Promise<unknown> {
    const req = { ...asked.req, transactionID: transaction }
    await adapter.lockTenant(transaction, `account ${asked.id}`)
    const account = await adapter.findOne({ collection: asked.collection, where: { id: { equals: asked.id } }, req })
    if (!account) return null
    const sessions = merged(asked, account.sessions ?? [])
    return updateOne({ ...asked, data: { sessions, updatedAt: null }, req })
  }

  adapter.updateOne = async (asked) => {
    if (!isOfSessions(asked)) return updateOne(asked)
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

function merged({ data, req }: Update, kept: readonly Session[]): Session[] {
  const told = data.sessions as readonly Session[]
  // One that has just been made has not been read from the database yet.
  const added = told.filter(({ createdAt }) => createdAt instanceof Date)
  const ended = added.length > 0 ? undefined : (req?.user as { _sid?: string } | null | undefined)?._sid
  const endsAll = req?.searchParams?.get('allSessions') === 'true' && told.length === 0
  const rest = kept.flatMap((session) => {
    const now = told.find(({ id }) => id === session.id)
    if (now) return [now]
    return endsAll || session.id === ended || new Date(session.expiresAt).getTime() <= Date.now() ? [] : [session]
  })
  return [...rest, ...added]
}
