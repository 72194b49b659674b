import { randomUUID } from 'node:crypto'
import { mongooseAdapter } from '@payloadcms/db-mongodb'
import type { ClientSession, Collection, Document, MongoClient } from 'mongodb'
import type { CollectionSlug, DatabaseAdapterObj, Payload, Where } from 'payload'
import type { Additions } from '../additions'
import { writePlainly } from '../migrations/plain-texts'
import { hasEnded, keepOpen, type TransactingAdapter } from '../open-transactions'
import { type Accounts, keepEverySession } from '../sign-in-sessions'
import { CONNECTION, Transactions } from './client'
import { HintLine } from './hint-line'
import { beginAnewElsewhere } from './lineage'
import { Numbers } from './numbers'
import { oddTexts } from './odd-texts'
import { orderSearch } from './orders'
import { Part } from './part'
import { type Model, makeCollections, requireReplicaSet } from './prepare'
import { SharedLimiter } from './shared-limiter'
import { ownStatements, type Store, type Stored } from './statements'
import { turns } from './turns'
import { tellParts, type Writable } from './written-documents'

/** The parts of Payload's adapter replaced here. */
interface Adapter extends Additions, TransactingAdapter<ClientSession>, Pick<Accounts, 'findOne' | 'updateOne'> {
  connection: {
    getClient(): MongoClient
    openUri(uri: string, options: object): Promise<unknown>
    close(): Promise<void>
  }
  collections: Record<string, Model & { readonly collection: Writable }>
  init(): Promise<void>
  connect(): Promise<void>
  migrate(): Promise<void>
  create(asked: { collection: string; data: Record<string, unknown> }): Promise<unknown>
  count(asked: { collection: string; where?: Where }): Promise<unknown>
  destroy(): Promise<void>
}

/**
 * Payload's MongoDB adapter with transactions of our own: its own are turned off without a word where the address names no
 * replica set, a commit whose answer is lost is not asked about, and what names a transaction that has ended is written
 * outside of any.
 */
export function mongodbDatabase(uri: string): DatabaseAdapterObj {
  const base = mongooseAdapter({ url: uri, transactionOptions: {} })
  return {
    ...base,
    init: (args) => {
      const adapter = base.init(args)
      install(adapter as unknown as Adapter, args.payload, uri)
      return adapter
    },
  }
}

function install(adapter: Adapter, payload: Payload, uri: string): void {
  const own = randomUUID()
  const transactions = new Transactions(() => adapter.connection.getClient())
  const numbers = new Numbers(transactions)
  adapter.sessions = onlyOpen()

  const modelOf = (slug: string) => {
    const model = adapter.collections[slug]
    if (!model) throw new Error(`There is no collection ${slug}.`)
    return model
  }
  const isOptional = (slug: string, field: string) => {
    const { flattenedFields } = payload.collections[slug as CollectionSlug].config
    return flattenedFields.some((each) => each.name === field && !('required' in each && each.required))
  }
  const begin = async () => {
    const opened = await transactions.begin()
    return { opened, session: opened.session }
  }
  const within = keepOpen(adapter, { begin, beginView: begin })
  const store: Store = {
    transactions,
    numbers,
    own,
    collection: (name) => modelOf(name).collection as unknown as Collection<Stored>,
    within,
  }

  const { init } = adapter
  adapter.init = async () => {
    await init.call(adapter)
    for (const { collection } of Object.values(adapter.collections)) {
      const plain = () => transactions.db().collection<Document>(collection.name)
      tellParts(collection, (session) => transactions.of(session)?.part ?? null, plain)
    }
  }

  adapter.connect = async () => {
    await adapter.connection.openUri(uri, { ...CONNECTION, autoIndex: false, autoCreate: false })
    transactions.watchWrites()
    await requireReplicaSet(transactions.db())
    await adapter.migrate()
  }

  adapter.migrate = () =>
    adapter.alone('start', async () => {
      await makeCollections(transactions.db(), adapter.collections, isOptional)
      const nameOf = (slug: string) => modelOf(slug).collection.name
      await beginAnewElsewhere(transactions.db(), nameOf('sync-heads'), payload.logger)
      const texts = { orders: nameOf('orders'), vehicles: nameOf('vehicles') }
      await writePlainly(oddTexts(transactions.db(), texts))
    })

  const { create, count } = adapter
  adapter.create = async (asked) => {
    const isNumbered = payload.collections[asked.collection as CollectionSlug]?.customIDType === 'number'
    if (isNumbered) asked.data.id ??= await numbers.next(asked.collection)
    return create.call(adapter, asked)
  }
  // Without a condition MongoDB would estimate, which it refuses within a transaction.
  adapter.count = (asked) =>
    count.call(
      adapter,
      Object.keys(asked.where ?? {}).length > 0 ? asked : { ...asked, where: { id: { exists: true } } },
    )

  adapter.savepoint = async (transaction) => {
    const found = within(transaction)
    const part = new Part(found.session)
    found.part = part
    const leave = () => {
      found.part = null
    }
    return {
      keep: async () => leave(),
      async undo() {
        leave()
        await part.undo()
      },
    }
  }

  const line = new HintLine(transactions, own, () => modelOf('sync-heads').collection.name)
  adapter.listen = (listener) => line.listen(listener)
  // That the head was written is the hint.
  adapter.tellLogs = () => undefined
  adapter.tellSignIn = (transaction, name) => line.tellSignIn(within(transaction).session, name)
  adapter.limiter = (limit) => new SharedLimiter(adapter.connection.getClient(), limit)

  Object.assign(adapter, ownStatements(store), orderSearch(store), turns(transactions, within))

  keepEverySession(adapter)

  adapter.destroy = () => adapter.connection.close()
}

/** Sessions by the ids of their transactions. Payload writes outside of any transaction what names one that is not there. */
function onlyOpen(): Record<string, ClientSession> {
  return new Proxy<Record<string, ClientSession>>(
    {},
    {
      get(sessions, id: string) {
        const session = sessions[id]
        if (!session) throw hasEnded()
        return session
      },
    },
  )
}
