import { sqliteAdapter } from '@payloadcms/db-sqlite'
import { drizzle } from '@payloadcms/db-sqlite/drizzle/libsql'
import type { DatabaseAdapterObj } from 'payload'
import type { LogRow } from '../../sync/log/read'
import type { Additions } from '../additions'
import { announced } from '../announced-migrations'
import { announceCommit, announceRollback } from '../commits'
import { inMemory } from '../limits'
import { logQuery } from '../log-query'
import { migrations } from '../migrations/sqlite'
import { type Accounts, keepEverySession } from '../sign-in-sessions'
import { ownStatements, type Run } from '../statements'
import type { Transaction } from '../transaction'
import { SqliteClient } from './client'
import type { Statement, StatementResult } from './connection'

/** SQLite would rather go through a whole log in order than through one customer's events, which it holds to be as many. */
const LOG_QUERIES = {
  holds: (list: string, name: string) => `instr(${list}, ${name}) > 0`,
  by: (index: string) => `INDEXED BY "${index}"`,
}

type DrizzleDatabase = ReturnType<typeof drizzle>
type TransactionID = number | string | Promise<number | string | null> | null | undefined

/** The parts of Payload's adapter replaced here. */
interface Adapter extends Additions, Pick<Accounts, 'findOne' | 'updateOne'> {
  client: unknown
  drizzle: DrizzleDatabase
  schema: Record<string, unknown>
  sessions: Record<string, { db: unknown }>
  bulkOperationsSingleTransaction: boolean
  initializing: Promise<void>
  beginTransaction(): Promise<string>
  commitTransaction(id: TransactionID): Promise<void>
  rollbackTransaction(id: TransactionID): Promise<void>
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
  // Each document of a bulk edit is a transaction of its own: one that fails takes its events with it.
  adapter.bulkOperationsSingleTransaction = true
  const open = new Map<string, { commit(): void; rollback(): void }>()
  const views = new Map<string, () => void>()

  let writing: DrizzleDatabase | undefined
  let viewing: DrizzleDatabase | undefined
  const drizzleOn = (connection: unknown) =>
    drizzle(connection as never, { schema: adapter.schema as never }) as DrizzleDatabase

  adapter.beginTransaction = async () => {
    await adapter.initializing
    const id = crypto.randomUUID()
    open.set(id, await client.begin(`transaction ${id}`))
    writing ??= drizzleOn(client.transactionClient)
    adapter.sessions[id] = { db: writing }
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
      transaction.commit()
    } catch (error) {
      announceRollback(id)
      throw error
    }
    announceCommit(id)
  }

  adapter.rollbackTransaction = async (given) => {
    const { id, transaction } = await take(given)
    if (!transaction) return
    transaction.rollback()
    announceRollback(id)
  }

  adapter.beginView = async () => {
    const id = `view-${crypto.randomUUID()}`
    views.set(id, await client.beginView())
    viewing ??= drizzleOn(client.viewClient)
    adapter.sessions[id] = { db: viewing }
    return id
  }

  adapter.endView = async (id) => {
    const end = views.get(id)
    views.delete(id)
    delete adapter.sessions[id]
    end?.()
  }

  adapter.readLog = async (asked) => (await client.execute(logQuery(asked, LOG_QUERIES))).rows as LogRow[]

  const running =
    (execute: (statement: Statement) => Promise<StatementResult>): Run =>
    async <Row>(sql: string, args: readonly unknown[]) =>
      (await execute({ sql, args })).rows as Row[]
  const executeWithin = (transaction: Transaction) => {
    if (views.has(String(transaction))) return client.viewClient.execute
    if (!open.has(String(transaction))) throw new Error('This transaction has ended.')
    return client.transactionClient.execute
  }
  Object.assign(
    adapter,
    ownStatements(
      running((statement) => client.execute(statement)),
      (transaction) => running(executeWithin(transaction)),
    ),
  )

  adapter.savepoint = async (transaction) => {
    const execute = executeWithin(transaction)
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
