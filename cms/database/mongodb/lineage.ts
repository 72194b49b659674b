import type { Db, UUID } from 'mongodb'
import type { Payload } from 'payload'
import { newEpoch } from '../../sync/log/heads'
import type { Stored } from './statements'

/** The collection that knows in which collections, by their own numbers, the heads of the logs have been. */
const LINEAGE = 'ax_lineage'

interface KnownHeads {
  readonly _id: string
  /** Since when. */
  readonly at: Date
}

/**
 * Whether the logs are in the collection they were written to: one that `mongorestore` has made has another number. Then
 * each of them begins a new epoch, once. A copy of the disks put back tells nothing: whoever does that says so (`AX_RESTORED`).
 * docs/decisions/0005-a-restored-log-begins-a-new-epoch.md
 */
export async function beginAnewElsewhere(db: Db, heads: string, log: Pick<Payload['logger'], 'warn'>): Promise<void> {
  const [found] = await db.listCollections({ name: heads }).toArray()
  const uuid = (found as { info?: { uuid?: UUID } } | undefined)?.info?.uuid
  if (!uuid) return
  const known = db.collection<KnownHeads>(LINEAGE)
  const _id = uuid.toString()
  if (await known.findOne({ _id })) return
  const logs = db.collection<Stored>(heads)
  for (const { _id: row, tenant, epoch } of await logs.find({ head: { $gt: 0 } }).toArray()) {
    const { modifiedCount } = await logs.updateOne({ _id: row, epoch }, { $set: { epoch: newEpoch() } })
    if (modifiedCount > 0) log.warn({ tenant, msg: 'This log is not what it was; it begins a new epoch' })
  }
  // Last: a server that ends before has it done again by the next.
  await known.updateOne({ _id }, { $setOnInsert: { at: new Date() } }, { upsert: true })
}
