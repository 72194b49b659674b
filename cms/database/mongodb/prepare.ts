import type { Db } from 'mongodb'
import { DatabaseUriError } from '../uri'
import { SIGN_INS } from './hint-line'
import { LIMITS } from './shared-limiter'

/** MongoDB 5.0: the first that reads one moment outside a transaction and keeps any name in a document. */
const LEAST_WIRE_VERSION = 13
const SIGN_INS_KEPT_SECONDS = 3_600

/** @throws DatabaseUriError where what answers cannot keep the server's promises */
export async function requireReplicaSet(db: Db): Promise<void> {
  const { setName, maxWireVersion } = await db.admin().command({ hello: 1 })
  if (!setName) {
    throw new DatabaseUriError(
      'DATABASE_URI leads to a MongoDB that is no replica set, and so has no transactions. Start mongod with --replSet rs0, run rs.initiate() in mongosh once, and name the set in the address: mongodb://host/database?replicaSet=rs0.',
    )
  }
  if (!(maxWireVersion >= LEAST_WIRE_VERSION)) {
    throw new DatabaseUriError('DATABASE_URI leads to a MongoDB that is too old: 5.0 or newer is needed.')
  }
}

interface IndexOptions {
  readonly unique?: boolean
  readonly sparse?: boolean
}

/** A collection of Payload's, as mongoose has it. */
export interface Model {
  readonly collection: { readonly name: string }
  readonly schema: { indexes(): (readonly [Readonly<Record<string, 1 | -1>>, IndexOptions])[] }
  createCollection(): Promise<unknown>
}

/**
 * Makes the collections and their indexes before anything is written: in a transaction none is made.
 *
 * @param isOptional whether a document of the model may be without the field
 */
export async function makeCollections(
  db: Db,
  models: Readonly<Record<string, Model>>,
  isOptional: (slug: string, field: string) => boolean,
): Promise<void> {
  for (const [slug, model] of Object.entries(models)) {
    await model.createCollection()
    for (const [fields, { unique = false, sparse = false }] of model.schema.indexes()) {
      const mayBeMissing = unique && !sparse ? Object.keys(fields).filter((field) => isOptional(slug, field)) : []
      await db.collection(model.collection.name).createIndex(fields, {
        ...(unique && { unique }),
        ...(sparse && { sparse }),
        // Nothing is not the same as nothing elsewhere, and would be here.
        ...(mayBeMissing.length > 0 && {
          partialFilterExpression: Object.fromEntries(mayBeMissing.map((field) => [field, { $type: 'string' }])),
        }),
      })
    }
  }
  await db.collection(SIGN_INS).createIndex({ at: 1 }, { expireAfterSeconds: SIGN_INS_KEPT_SECONDS })
  const limits = db.collection(LIMITS)
  await limits.createIndex({ key: 1 }, { unique: true })
  await limits.createIndex({ expire: -1 }, { expireAfterSeconds: 0 })
}
