import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Collection } from 'mongodb'
import type { Transaction } from '../transaction'
import type { AloneWork, Turns } from '../turns'
import { type OpenTransaction, type Transactions, TURNS, type TurnRow } from './client'
import { isDuplicate } from './failures'

/** A server that is gone keeps its work from the others for so long. */
const LEASE_MS = 30_000
const RENEW_EVERY_MS = 10_000
const LOOK_EVERY_MS = 500

/** Whose turn it is, on documents of their own: of a site within a transaction, of one server's work by a lease. */
export function turns(transactions: Transactions, within: (transaction: Transaction) => OpenTransaction): Turns {
  const rows = () => transactions.db().collection<TurnRow>(TURNS)
  return {
    async lockTenant(transaction, tenant) {
      const open = within(transaction)
      const _id = `site ${tenant}`
      if (open.holds(_id)) return false
      const { anew } = await open.inTurn(_id, (session) =>
        rows().updateOne({ _id }, { $inc: { turn: 1 } }, { session, upsert: true }),
      )
      return anew
    },
    async alone(work, does) {
      const lease = new Lease(rows(), work)
      while (!(await lease.take())) {
        if (work !== 'start') return
        await sleep(LOOK_EVERY_MS)
      }
      const renewing = setInterval(() => void lease.take().catch(() => undefined), RENEW_EVERY_MS)
      try {
        await does()
      } finally {
        clearInterval(renewing)
        await lease.give().catch(() => undefined)
      }
    },
  }
}

/** Work that is one server's until it is done, or until that server has not been heard of for a while. */
class Lease {
  private readonly owner = randomUUID()
  private readonly _id: string

  constructor(
    private readonly rows: Collection<TurnRow>,
    work: AloneWork,
  ) {
    this._id = `work ${work}`
  }

  /** Takes it or keeps it, by the database's clock. @returns whether it is this owner's */
  async take(): Promise<boolean> {
    const { _id, owner } = this
    const mine = { $literal: owner }
    // As a condition of what is found it could not be made where there is none.
    const isFree = { $or: [{ $eq: ['$owner', mine] }, { $lt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] }] }
    const taking = {
      owner: { $cond: [isFree, mine, '$owner'] },
      until: { $cond: [isFree, { $add: ['$$NOW', LEASE_MS] }, '$until'] },
    }
    try {
      const row = await this.rows.findOneAndUpdate({ _id }, [{ $set: taking }], {
        upsert: true,
        returnDocument: 'after',
      })
      return row?.owner === owner
    } catch (error) {
      // Two made it at the same moment.
      if (isDuplicate(error)) return false
      throw error
    }
  }

  async give(): Promise<void> {
    await this.rows.deleteOne({ _id: this._id, owner: this.owner })
  }
}
