import {
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type Payload,
  type PayloadRequest,
  type TypedUser,
} from 'payload'
import { isConflict, lockTenant } from '../database'

/** How often what conflicted with another transaction is done in all. */
const ATTEMPTS = 5

interface Turn {
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
  for (let attempt = 1; ; attempt += 1) {
    const req = await createLocalReq(user ? { user } : {}, payload)
    await initTransaction(req)
    try {
      await lockTenant(req, tenant)
      const result = await work(req)
      await commitTransaction(req)
      return result
    } catch (error) {
      await killTransaction(req)
      if (!isConflict(error) || attempt === ATTEMPTS) throw error
    }
  }
}
