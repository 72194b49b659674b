import { randomBytes } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { MONGODB } from './chosen-database'

/** Address of a database of its own on it; it is made when it is first written to. */
export function newMongoDatabase(): string {
  const [, servers, options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)[^?]*(\?.*)?$/.exec(MONGODB ?? '') ?? []
  if (!servers) throw new Error('AX_TEST_MONGODB_URI is no address of a MongoDB.')
  // Without it a server does not start on one.
  process.env.AX_MONGODB = 'unproven'
  return `${servers}/ax_test_${randomBytes(6).toString('hex')}${options}`
}

async function onDatabase<Result>(uri: string, work: (client: MongoClient) => Promise<Result>): Promise<Result> {
  const client = await MongoClient.connect(uri)
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}

export const dropMongoDatabase = (uri: string) => onDatabase(uri, (client) => client.db().dropDatabase())

/** Servers have failed no sign-in and counted no try that a server started after this knows of. */
export const forgetMongoLimits = (uri: string) =>
  onDatabase(uri, (client) => client.db().collection('ax_limits').deleteMany({}))

/** All that is in it, as text. */
export const dumpMongoDatabase = (uri: string) =>
  onDatabase(uri, async (client) => {
    const collections = await client.db().collections()
    return JSON.stringify(await Promise.all(collections.map((collection) => collection.find().toArray())))
  })
