import { postgresAdapter } from '@payloadcms/db-postgres'
import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import type { DatabaseAdapterObj, Payload } from 'payload'
import type { PoolClient } from 'pg'
import type { LogRow } from '../../sync/log/read'
import type { Additions } from '../additions'
import { announced } from '../announced-migrations'
import { logQuery } from '../log-query'
import type { AnswerRow, LogPosition } from '../log-writing'
import { migrations } from '../migrations/postgres'
import { keepOpen, type TransactingAdapter } from '../open-transactions'
import { type Accounts, keepEverySession } from '../sign-in-sessions'
import { ownStatements } from '../statements'
import type { Transaction } from '../transaction'
import { type Mark, type OpenTransaction, PostgresClient } from './client'
import { HintLine } from './hint-line'
import { LIFE } from './lineage'
import { SharedLimiter } from './shared-limiter'

/** Also says by what the database knows the transaction, should the answer to its commit be lost. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended(?1, 3710)), pg_current_xact_id()::text AS xid, ${LIFE} AS life`

const LOG_QUERIES = { holds: (list: string, name: string) => `strpos(${list}, ${name}) > 0` }

/** Whoever wrote it may not know that it was committed: who gives it says how far the log was. */
const FIND_ANSWER = `SELECT station, CAST(result AS text) AS result, epoch, head FROM command_results answers
  LEFT JOIN sync_heads logs ON logs.tenant = answers.tenant WHERE answers.tenant = ?1 AND command_id = ?2`
interface FoundAnswer extends Pick<AnswerRow, 'station' | 'result'> {
  readonly epoch: string | null
  readonly head: number | null
}

type DrizzleDatabase = ReturnType<typeof drizzle>

/** The parts of Payload's adapter replaced here. */
interface Adapter extends Additions, TransactingAdapter<{ db: unknown }>, Pick<Accounts, 'findOne' | 'updateOne'> {
  pool: unknown
  drizzle: DrizzleDatabase
  schema: Record<string, unknown>
  initializing: Promise<void>
  prodMigrations: unknown
  resolveInitializing(): void
  migrate(args: { migrations: unknown }): Promise<void>
  find(asked: { collection: string }): Promise<{ docs: LogPosition[] }>
  connect(): Promise<void>
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

  const begin = async (how: string) => {
    const opened = await client.begin(how)
    return { opened, session: sessionOn(opened) }
  }
  const within = keepOpen(adapter, {
    async begin() {
      await adapter.initializing
      return begin('ISOLATION LEVEL READ COMMITTED')
    },
    beginView: () => begin('ISOLATION LEVEL REPEATABLE READ READ ONLY'),
  })
  Object.assign(
    adapter,
    ownStatements(client.run, (transaction) => within(transaction).run),
  )
  noteWhatIsTold(adapter, client, within)

  adapter.readLog = async (asked) => {
    const { sql, args } = logQuery(asked, LOG_QUERIES)
    return [...(await client.run<LogRow>(sql, args))]
  }

  adapter.savepoint = async (transaction) => {
    const whole = within(transaction)
    const { run } = whole
    await run('SAVEPOINT part', [])
    whole.inParts = true
    const counted = whole.heads.length
    return {
      keep: async () => void (await run('RELEASE SAVEPOINT part', [])),
      async undo() {
        whole.heads.length = counted
        await run('ROLLBACK TO SAVEPOINT part', [])
        await run('RELEASE SAVEPOINT part', [])
      },
    }
  }

  adapter.lockTenant = async (transaction, tenant) => {
    const found = within(transaction)
    if (found.locked.has(tenant)) return false
    const [mark] = await found.run<Mark>(LOCK, [tenant])
    found.mark = mark ?? null
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

/** Each head that leaves the database may be told to somebody: what a transaction counted, once it is committed. */
function noteWhatIsTold(
  adapter: Adapter,
  { told, run }: PostgresClient,
  within: (transaction: Transaction) => OpenTransaction,
): void {
  const { countHead, find, logExtent, tailLog } = adapter
  adapter.countHead = async (transaction, asked) => {
    const head = await countHead(transaction, asked)
    if (head) within(transaction).heads.push(head)
    return head
  }
  adapter.findAnswer = async ({ tenant, commandId }, transaction) => {
    const opened = transaction === undefined ? null : within(transaction)
    const [found] = await (opened?.run ?? run)<FoundAnswer>(FIND_ANSWER, [tenant, commandId])
    if (!found) return null
    const { station, result, epoch, head } = found
    if (epoch !== null && head !== null) {
      if (opened) opened.heads.push({ tenant, epoch, head })
      else told.tell({ tenant, epoch, head })
    }
    return { station, result }
  }
  adapter.tailLog = async (asked) => {
    const tail = await tailLog(asked)
    if (tail) told.tell({ ...tail, tenant: asked.tenant })
    return tail
  }
  adapter.logExtent = async (tenant, transaction) => {
    const extent = await logExtent(tenant, transaction)
    // Without its turn a transaction has counted nothing.
    const isCommitted = transaction === undefined || !within(transaction).locked.has(tenant)
    if (extent && isCommitted) told.tell({ ...extent, tenant })
    return extent
  }
  adapter.find = async (asked) => {
    const found = await find.call(adapter, asked)
    if (asked.collection === 'sync-heads') for (const head of found.docs) told.tell(head)
    return found
  }
}
