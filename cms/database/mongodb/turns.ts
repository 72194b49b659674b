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
    const free = { $expr: { $or: [{ $eq: ['$owner', owner] }, { $lt: ['$until', '$$NOW'] }] } }
    const taking = [{ $set: { owner: { $literal: owner }, until: { $add: ['$$NOW', LEASE_MS] } } }]
    try {
      await this.rows.updateOne({ _id, ...free }, taking, { upsert: true })
      return true
    } catch (error) {
      // It is there and not free, so that another of the same name was to be made.
      if (isDuplicate(error)) return false
      throw error
    }
  }

  async give(): Promise<void> {
    await this.rows.deleteOne({ _id: this._id, owner: this.owner })
  }
}
