import { postgresAdapter } from '@payloadcms/db-postgres'
import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import type { DatabaseAdapterObj, Payload } from 'payload'
import type { PoolClient } from 'pg'
import type { LogRow } from '../../sync/log/read'
import type { Additions } from '../additions'
import { announced } from '../announced-migrations'
import { announceCommit, announceRollback } from '../commits'
import { logQuery } from '../log-query'
import { migrations } from '../migrations/postgres'
import { type Accounts, keepEverySession } from '../sign-in-sessions'
import { ownStatements } from '../statements'
import type { Transaction } from '../transaction'
import { type OpenTransaction, PostgresClient } from './client'
import { HintLine } from './hint-line'
import { SharedLimiter } from './shared-limiter'

/** Also says by what the database knows the transaction, should the answer to its commit be lost. */
const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended(?1, 3710)), pg_current_xact_id()::text AS xid'

const LOG_QUERIES = { holds: (list: string, name: string) => `strpos(${list}, ${name}) > 0` }

type DrizzleDatabase = ReturnType<typeof drizzle>
type TransactionID = Transaction | Promise<Transaction | null> | null | undefined

/** The parts of Payload's adapter replaced here. */
interface Adapter extends Additions, Pick<Accounts, 'findOne' | 'updateOne'> {
  pool: unknown
  drizzle: DrizzleDatabase
  schema: Record<string, unknown>
  sessions: Record<string, { db: unknown }>
  bulkOperationsSingleTransaction: boolean
  initializing: Promise<void>
  prodMigrations: unknown
  resolveInitializing(): void
  migrate(args: { migrations: unknown }): Promise<void>
  connect(): Promise<void>
  beginTransaction(): Promise<string>
  commitTransaction(id: TransactionID): Promise<void>
  rollbackTransaction(id: TransactionID): Promise<void>
  destroy(): Promise<void>
}

/**
 * Payload's PostgreSQL adapter on our own connections. Its transactions are replaced whole: drizzle's swallow a failed
 * COMMIT and one that was answered by ROLLBACK; and a connection of its pool that is lost ends the process.
 */
export function postgresDatabase(uri: string): DatabaseAdapterObj {
  const base = postgresAdapter({
    pool: { connectionString: uri },
    migrationDir: 'cms/database/migrations/postgres',
    prodMigrations: announced(migrations),
    push: false,
    transactionOptions: {},
  })
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
  const client = new PostgresClient(uri, () => payload.logger)
  const line = new HintLine(client)
  // Each document of a bulk edit is a transaction of its own: one that fails takes its events with it.
  adapter.bulkOperationsSingleTransaction = true
  const open = new Map<string, OpenTransaction>()
  const views = new Map<string, OpenTransaction>()

  const drizzleOn = (connection: unknown) =>
    drizzle(connection as never, { schema: adapter.schema as never }) as DrizzleDatabase
  /** Made once for each connection: it reads the whole schema. */
  const made = new WeakMap<PoolClient, DrizzleDatabase>()
  const sessionOn = ({ connection }: OpenTransaction) => {
    const known = made.get(connection) ?? drizzleOn(connection)
    made.set(connection, known)
    return { db: known }
  }

  adapter.connect = async () => {
    adapter.pool = client.single
    adapter.drizzle = drizzleOn(client.single)
    adapter.resolveInitializing()
    const { prodMigrations } = adapter
    if (process.env.NODE_ENV === 'production' && prodMigrations) await adapter.migrate({ migrations: prodMigrations })
  }

  const { migrate } = adapter
  adapter.migrate = async (asked) => {
    await client.alone('start', () => client.unhurried(() => migrate.call(adapter, asked)))
    // A database that has just been made has lost nothing.
    await client.meetAnew()
  }

  adapter.beginTransaction = async () => {
    await adapter.initializing
    const id = crypto.randomUUID()
    const transaction = await client.begin('ISOLATION LEVEL READ COMMITTED')
    open.set(id, transaction)
    adapter.sessions[id] = sessionOn(transaction)
    return id
  }

  const take = async (given: TransactionID) => {
    const id = String((await given) ?? '')
    const transaction = open.get(id)
    open.delete(id)
    delete adapter.sessions[id]
    return { id, transaction }
  }

  adapter.commitTransaction = async (given) => {
    const { id, transaction } = await take(given)
    if (!transaction) return
    try {
      await transaction.commit()
    } catch (error) {
      announceRollback(id)
      throw error
    }
    announceCommit(id)
  }

  adapter.rollbackTransaction = async (given) => {
    const { id, transaction } = await take(given)
    if (!transaction) return
    await transaction.rollback()
    announceRollback(id)
  }

  adapter.beginView = async () => {
    const id = `view-${crypto.randomUUID()}`
    const view = await client.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY')
    views.set(id, view)
    adapter.sessions[id] = sessionOn(view)
    return id
  }

  adapter.endView = async (id) => {
    const view = views.get(id)
    views.delete(id)
    delete adapter.sessions[id]
    await view?.rollback()
  }

  const within = (transaction: Transaction) => {
    const found = views.get(String(transaction)) ?? open.get(String(transaction))
    if (!found) throw new Error('This transaction has ended.')
    return found
  }
  Object.assign(
    adapter,
    ownStatements(client.run, (transaction) => within(transaction).run),
  )

  adapter.readLog = async (asked) => {
    const { sql, args } = logQuery(asked, LOG_QUERIES)
    return [...(await client.run<LogRow>(sql, args))]
  }

  adapter.savepoint = async (transaction) => {
    const whole = within(transaction)
    const { run } = whole
    await run('SAVEPOINT part', [])
    whole.inParts = true
    return {
      keep: async () => void (await run('RELEASE SAVEPOINT part', [])),
      async undo() {
        await run('ROLLBACK TO SAVEPOINT part', [])
        await run('RELEASE SAVEPOINT part', [])
      },
    }
  }

  adapter.lockTenant = async (transaction, tenant) => {
    const found = within(transaction)
    if (found.locked.has(tenant)) return false
    const [row] = await found.run<{ xid: string }>(LOCK, [tenant])
    found.xid = row?.xid ?? null
    found.locked.add(tenant)
    return true
  }
  adapter.alone = (work, does) => client.alone(work, does)

  adapter.limiter = (limit) => new SharedLimiter(client.single, limit)

  adapter.listen = (listener) => line.listen(listener)
  adapter.tellLogs = (tenants) => line.tellLogs(tenants)
  adapter.tellSignIn = async (transaction, name) => {
    const { sql, args } = line.signIn(name)
    await within(transaction).run(sql, args)
  }

  keepEverySession(adapter)

  adapter.destroy = () => client.close()
}
