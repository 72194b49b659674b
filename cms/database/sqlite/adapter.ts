import { sqliteAdapter } from '@payloadcms/db-sqlite'
import { drizzle } from '@payloadcms/db-sqlite/drizzle/libsql'
import type { DatabaseAdapterObj } from 'payload'
import type { LogRow } from '../../sync/log/read'
import type { Additions } from '../additions'
import { announced } from '../announced-migrations'
import { inMemory } from '../limits'
import { logQuery } from '../log-query'
import { migrations } from '../migrations/sqlite'
import { keepOpen, type TransactingAdapter } from '../open-transactions'
import { type Accounts, keepEverySession } from '../sign-in-sessions'
import { ownStatements, type Run } from '../statements'
import { SqliteClient } from './client'
import type { Statement, StatementResult } from './connection'

/** SQLite would rather go through a whole log in order than through one customer's events, which it holds to be as many. */
const LOG_QUERIES = {
  holds: (list: string, name: string) => `instr(${list}, ${name}) > 0`,
  by: (index: string) => `INDEXED BY "${index}"`,
}

type DrizzleDatabase = ReturnType<typeof drizzle>

/** The parts of Payload's adapter replaced here. */
interface Adapter extends Additions, TransactingAdapter<{ db: unknown }>, Pick<Accounts, 'findOne' | 'updateOne'> {
  client: unknown
  drizzle: DrizzleDatabase
  schema: Record<string, unknown>
  initializing: Promise<void>
  destroy(): Promise<void>
}

/**
 * Payload's SQLite adapter on our own client. Its transactions are replaced whole: drizzle's swallow a failed COMMIT, so
 * that the API would answer 200 for a write that is gone.
 */
export function sqliteDatabase(file: string): DatabaseAdapterObj {
  const base = sqliteAdapter({
    client: { url: `file:${file}` },
    migrationDir: 'cms/database/migrations/sqlite',
    prodMigrations: announced(migrations),
    push: false,
    autoIncrement: true,
    transactionOptions: {},
  })
  return {
    ...base,
    init: (args) => {
      const adapter = base.init(args)
      install(adapter as unknown as Adapter, new SqliteClient(file))
      return adapter
    },
  }
}

function install(adapter: Adapter, client: SqliteClient): void {
  adapter.client = client
  let writing: DrizzleDatabase | undefined
  let viewing: DrizzleDatabase | undefined
  const drizzleOn = (connection: unknown) =>
    drizzle(connection as never, { schema: adapter.schema as never }) as DrizzleDatabase

  const within = keepOpen(adapter, {
    async begin(id) {
      await adapter.initializing
      const transaction = await client.begin(`transaction ${id}`)
      writing ??= drizzleOn(client.transactionClient)
      return { opened: { ...transaction, ...client.transactionClient }, session: { db: writing } }
    },
    async beginView() {
      const end = await client.beginView()
      viewing ??= drizzleOn(client.viewClient)
      return { opened: { commit: end, rollback: end, ...client.viewClient }, session: { db: viewing } }
    },
  })

  adapter.readLog = async (asked) => (await client.execute(logQuery(asked, LOG_QUERIES))).rows as LogRow[]

  const running =
    (execute: (statement: Statement) => Promise<StatementResult>): Run =>
    async <Row>(sql: string, args: readonly unknown[]) =>
      (await execute({ sql, args })).rows as Row[]
  Object.assign(
    adapter,
    ownStatements(
      running((statement) => client.execute(statement)),
      (transaction) => running(within(transaction).execute),
    ),
  )

  adapter.savepoint = async (transaction) => {
    const { execute } = within(transaction)
    await execute('SAVEPOINT part')
    return {
      keep: async () => void (await execute('RELEASE part')),
      async undo() {
        await execute('ROLLBACK TO part')
        await execute('RELEASE part')
      },
    }
  }

  // One server, one writer at a time: whatever a transaction reads, nobody else changes before it ends.
  adapter.lockTenant = async () => false
  adapter.alone = (_, does) => does()
  adapter.listen = async () => async () => undefined
  adapter.tellLogs = () => undefined
  adapter.tellSignIn = async () => undefined
  adapter.limiter = inMemory

  keepEverySession(adapter)

  adapter.destroy = async () => client.close()
}
