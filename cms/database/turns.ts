import { createLocalReq, type Payload, type PayloadRequest, type TypedUser } from 'payload'
import { additionsOf } from './additions'
import { isConflict } from './errors'
import { inTransaction, type Transaction, transactionOf } from './transaction'

/** Work that one server at a time does for all that share a database. */
export type AloneWork = 'start' | 'retention' | 'forgetting' | 'audit' | 'people'

/** What an adapter of this folder adds to Payload's: whose turn it is. */
export interface Turns {
  /**
   * From here on nobody else writes what belongs to the tenant until the transaction ends.
   *
   * @returns whether somebody may have written between the transaction's first read and now: then what it has read must be
   *   read again
   */
  lockTenant(transaction: Transaction, tenant: string): Promise<boolean>
  /** Does the work unless another server is at it: `start` waits for its turn, anything else is left out. */
  alone(work: AloneWork, does: () => Promise<void>): Promise<void>
}

/**
 * Taken by every writer of a tenant's documents before it reads what it will change, so that nobody's change is lost and no
 * two wait for each other. What is of no tenant has a turn of its own: `account N` for the sessions of an account, and
 * `COLLECTION N` for an edit of a document. What may be held at the same time is taken in this order: the turn of a document,
 * that of a tenant, that of an account, counters, documents, the head of the tenant's log.
 */
export async function lockTenant(req: PayloadRequest, tenant: string): Promise<boolean> {
  return additionsOf(req.payload).lockTenant(await transactionOf(req), tenant)
}

/** At which site somebody writes. */
export interface Turn {
  readonly payload: Payload
  /** On whose behalf; nobody's for what the server does by itself. */
  readonly user?: TypedUser
  readonly tenant: string
}

/** Works in one transaction, in which nobody else writes the site's documents. */
export async function inTurn<Result>(
  { payload, user, tenant }: Turn,
  work: (req: PayloadRequest) => Promise<Result>,
): Promise<Result> {
  const req = await createLocalReq(user ? { user } : {}, payload)
  return inTransaction(req, async () => {
    await lockTenant(req, tenant)
    return work(req)
  })
}

/** How often what conflicted with another transaction is done in all. */
export const ATTEMPTS = 5

/** As `inTurn`; what conflicted with another transaction is done again. */
export async function inTurnAgain<Result>(turn: Turn, work: (req: PayloadRequest) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTurn(turn, work)
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error
    }
  }
}

export const alone = (payload: Payload, work: AloneWork, does: () => Promise<void>): Promise<void> =>
  additionsOf(payload).alone(work, does)
