import { StorageFailedError } from '../errors'
import { SqliteConnection, type Statement, type StatementResult } from './connection'
import { type LockedConnection, WriteLock } from './write-lock'

const READS = /^\s*(select|explain|pragma)\b/i
const LOCK_TIMEOUT_MS = 15_000

const lineFor = (connection: SqliteConnection): LockedConnection => ({
  lastSql: () => connection.lastSql,
  statements: () => connection.statements,
})

/**
 * The database client given to drizzle in place of @libsql/client, which opens a connection per transaction and leaves
 * closing to the garbage collector. Here there are three connections for the life of the server: one reads what is
 * committed, one writes, one holds consistent views.
 */
export class SqliteClient {
  readonly protocol = 'file'
  closed = false
  private readonly reader: SqliteConnection
  private readonly writer: SqliteConnection
  private readonly viewer: SqliteConnection
  private readonly writeLock: WriteLock
  private readonly viewLock: WriteLock
  /** Statements of the transaction under way; whoever uses it holds the writer. */
  readonly transactionClient: { execute(statement: Statement): Promise<StatementResult> }
  readonly viewClient: { execute(statement: Statement): Promise<StatementResult> }

  constructor(file: string) {
    this.writer = new SqliteConnection(file)
    this.reader = new SqliteConnection(file)
    this.viewer = new SqliteConnection(file)
    this.writeLock = new WriteLock(LOCK_TIMEOUT_MS, lineFor(this.writer))
    this.viewLock = new WriteLock(LOCK_TIMEOUT_MS, lineFor(this.viewer))
    this.transactionClient = { execute: async (statement) => this.writer.execute(statement) }
    this.viewClient = { execute: async (statement) => this.viewer.execute(statement) }
  }

  async execute(statement: Statement, args?: readonly unknown[]): Promise<StatementResult> {
    const whole = typeof statement === 'string' && args ? { sql: statement, args } : statement
    const sql = typeof statement === 'string' ? statement : statement.sql
    if (READS.test(sql)) return this.reader.execute(whole)
    const release = await this.writeLock.acquire('a statement outside a transaction')
    try {
      return this.writer.execute(whole)
    } finally {
      release()
    }
  }

  async batch(statements: readonly Statement[]): Promise<StatementResult[]> {
    const commit = await this.begin('a batch')
    try {
      const results = statements.map((statement) => this.writer.execute(statement))
      commit.commit()
      return results
    } catch (error) {
      commit.rollback()
      throw error
    }
  }

  /** Begins the one write transaction there can be at a time. */
  async begin(what: string): Promise<{ commit(): void; rollback(): void }> {
    const release = await this.writeLock.acquire(what)
    try {
      this.writer.exec('BEGIN IMMEDIATE')
    } catch (error) {
      release()
      throw new StorageFailedError(error)
    }
    return {
      commit: () => {
        try {
          this.writer.exec('COMMIT')
        } catch (error) {
          this.abandon()
          throw new StorageFailedError(error)
        } finally {
          release()
        }
      },
      rollback: () => {
        try {
          this.abandon()
        } finally {
          release()
        }
      },
    }
  }

  /** Begins a read-only view of one moment; writers go on meanwhile. */
  async beginView(): Promise<() => void> {
    const release = await this.viewLock.acquire('a consistent view')
    try {
      this.viewer.exec('BEGIN DEFERRED')
    } catch (error) {
      release()
      throw error
    }
    return () => {
      try {
        if (this.viewer.inTransaction) this.viewer.exec('COMMIT')
      } finally {
        release()
      }
    }
  }

  async sync(): Promise<void> {}

  close(): void {
    if (this.closed) return
    this.closed = true
    this.viewer.close()
    this.reader.close()
    this.abandon()
    // All into the one file, which can then be copied as it is.
    this.writer.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    this.writer.close()
  }

  private abandon(): void {
    // A failed statement may already have rolled the transaction back.
    if (this.writer.inTransaction) this.writer.exec('ROLLBACK')
  }
}
