import { MongoClient } from 'mongodb'
import { afterAll, describe, expect, test } from 'vitest'
import { CONNECTION, Transactions } from '@/cms/database/mongodb/client'
import { MONGODB } from '../../support/chosen-database'
import { openDatabase } from '../../support/database'
import { describeDatabase } from '../../support/database-conformance'
import { dropMongoDatabase, newMongoDatabase } from '../../support/mongodb'

/** What mongodb-wire.test.ts can only ask, on one that answers: with `AX_TEST_MONGODB_URI`. */
describe.skipIf(!MONGODB)('a real MongoDB', () => {
  const uris: string[] = []
  const newUri = () => {
    const uri = newMongoDatabase()
    uris.push(uri)
    return uri
  }
  afterAll(() => Promise.all(uris.map(dropMongoDatabase)))

  describeDatabase('MongoDB', { open: () => openDatabase({ uri: newUri() }) })

  test('gives each number to one of two servers, and none to a transaction that is undone', async () => {
    const uri = newUri()
    const clients = await Promise.all([1, 2].map(() => MongoClient.connect(uri, CONNECTION)))
    const servers = clients.map((client) => {
      const transactions = new Transactions(() => client)
      transactions.watchWrites()
      return { transactions, counters: client.db().collection<{ _id: string; value: number }>('counters') }
    })
    const [first] = servers
    await first?.counters.insertOne({ _id: 'orders', value: 0 })
    const given: number[] = []
    await Promise.all(
      Array.from({ length: 40 }, async (_, round) => {
        const { transactions, counters } = servers[round % 2] as (typeof servers)[number]
        const transaction = await transactions.begin()
        const { answer } = await transaction.inTurn('orders', (session) =>
          counters.findOneAndUpdate({ _id: 'orders' }, { $inc: { value: 1 } }, { session, returnDocument: 'after' }),
        )
        if (round % 5 === 0) return transaction.rollback()
        await transaction.commit()
        given.push(answer?.value ?? 0)
      }),
    )
    expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, place) => place + 1))
    await Promise.all(clients.map((client) => client.close()))
  })
})
