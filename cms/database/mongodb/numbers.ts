import type { CollectionConfig } from 'payload'
import type { Transactions } from './client'
import { isDuplicate } from './failures'

/** The collection that holds the last number given to a document of each other collection. */
const NUMBERS = 'ax_numbers'

interface LastNumber {
  readonly _id: string
  readonly last: number
}

/** Documents are numbered upwards, as the other databases do it: a number is given once, used or not. */
export class Numbers {
  constructor(private readonly transactions: Transactions) {}

  /** Outside any transaction, so that no two wait for each other. @returns the last of as many as were asked for */
  async next(collection: string, count = 1): Promise<number> {
    const rows = this.transactions.db().collection<LastNumber>(NUMBERS)
    const counting = () =>
      rows.findOneAndUpdate({ _id: collection }, { $inc: { last: count } }, { upsert: true, returnDocument: 'after' })
    const counted = await counting().catch((error: unknown) => {
      // Two made the first at the same moment.
      if (isDuplicate(error)) return counting()
      throw error
    })
    if (!counted) throw new Error(`${collection} got no number.`)
    return counted.last
  }
}

/** The collections with a number as their id, which Payload would otherwise have MongoDB make up. Nobody else gives it. */
export const numbered = (collections: readonly CollectionConfig[]): CollectionConfig[] =>
  collections.map((collection) => ({
    ...collection,
    fields: [
      {
        name: 'id',
        type: 'number',
        admin: { hidden: true },
        access: { create: () => false, update: () => false },
      },
      ...collection.fields,
    ],
  }))
