import { announceCommit, announceRollback } from './commits'
import type { ConsistentViews } from './consistent-view'
import { isOutcomeUnknown } from './errors'
import type { Transaction } from './transaction'

/** The transaction that Payload means; it may be about to begin. */
type Meant = Transaction | Promise<Transaction | null> | null | undefined

/** The parts of Payload's adapters that are replaced for every database. */
export interface TransactingAdapter<Session> extends ConsistentViews {
  sessions: Record<string, Session>
  beginTransaction(): Promise<string>
  commitTransaction(meant: Meant): Promise<void>
  rollbackTransaction(meant: Meant): Promise<void>
}

interface Ends {
  commit(): void | Promise<void>
  rollback(): void | Promise<void>
}

/** What has begun, and what Payload asks while it is open. */
interface Begun<Opened, Session> {
  readonly opened: Opened
  readonly session: Session
}

interface Begins<Opened, Session> {
  begin(id: string): Promise<Begun<Opened, Session>>
  /** A view is read from alone, and rolled back at its end. */
  beginView(): Promise<Begun<Opened, Session>>
}

export const hasEnded = () => new Error('This transaction has ended.')

/**
 * Gives the adapter transactions and views that begin as `begins` has them. Each ends once, and what became of a transaction is
 * announced.
 * @returns finds what is open. @throws where it has ended
 */
export function keepOpen<Opened extends Ends, Session>(
  adapter: TransactingAdapter<Session>,
  begins: Begins<Opened, Session>,
): (transaction: Transaction) => Opened {
  const open = new Map<string, Opened>()

  const add = (id: string, { opened, session }: Begun<Opened, Session>) => {
    open.set(id, opened)
    adapter.sessions[id] = session
    return id
  }
  const take = async (meant: Meant) => {
    const id = String((await meant) ?? '')
    const opened = open.get(id)
    open.delete(id)
    delete adapter.sessions[id]
    return { id, opened }
  }

  adapter.beginTransaction = async () => {
    const id = crypto.randomUUID()
    return add(id, await begins.begin(id))
  }

  adapter.commitTransaction = async (meant) => {
    const { id, opened } = await take(meant)
    if (!opened) return
    try {
      await opened.commit()
    } catch (error) {
      // It may be there: whoever follows what it wrote had better look.
      if (isOutcomeUnknown(error)) announceCommit(id)
      else announceRollback(id)
      throw error
    }
    announceCommit(id)
  }

  adapter.rollbackTransaction = async (meant) => {
    const { id, opened } = await take(meant)
    if (!opened) return
    await opened.rollback()
    announceRollback(id)
  }

  adapter.beginView = async () => add(`view-${crypto.randomUUID()}`, await begins.beginView())
  adapter.endView = async (id) => (await take(id)).opened?.rollback()

  return (transaction) => {
    const opened = open.get(String(transaction))
    if (!opened) throw hasEnded()
    return opened
  }
}
