import Database from 'libsql'

/** What drizzle's libsql driver expects back from a statement. */
export interface StatementResult {
  columns: string[]
  columnTypes: string[]
  rows: unknown[]
  rowsAffected: number
  lastInsertRowid: bigint | undefined
}

export type Statement = string | { sql: string; args?: readonly unknown[] }

interface Prepared {
  reader: boolean
  columns: string[]
  Row: Row
  // biome-ignore lint/suspicious/noExplicitAny: libsql ships no types for its statements
  native: any
}

const CACHED_STATEMENTS = 200

/**
 * One SQLite connection, opened with everything it needs on every connection: WAL, `synchronous=FULL` down to
 * the drive's own cache, foreign keys and a busy timeout. Statements are prepared once.
 */
export class SqliteConnection {
  // biome-ignore lint/suspicious/noExplicitAny: libsql's types are those of another package
  private readonly db: any
  private readonly prepared = new Map<string, Prepared>()
  /** The statement last run, for messages about who holds the lock. */
  lastSql = ''
  /** How many statements were run. */
  statements = 0

  constructor(file: string) {
    this.db = new (Database as unknown as new (file: string) => unknown)(file)
    this.db.exec('PRAGMA journal_mode = WAL')
    this.db.exec('PRAGMA synchronous = FULL')
    // macOS: fsync alone leaves the bytes in the drive's own cache. Elsewhere these do nothing.
    this.db.exec('PRAGMA fullfsync = ON')
    this.db.exec('PRAGMA checkpoint_fullfsync = ON')
    this.db.exec('PRAGMA foreign_keys = ON')
    this.db.exec('PRAGMA busy_timeout = 5000')
    this.db.exec('PRAGMA journal_size_limit = 67108864')
  }

  get inTransaction(): boolean {
    return this.db.inTransaction
  }

  exec(sql: string): void {
    this.note(sql)
    this.db.exec(sql)
  }

  execute(statement: Statement): StatementResult {
    const sql = typeof statement === 'string' ? statement : statement.sql
    const args = typeof statement === 'string' ? [] : (statement.args ?? []).map(bindable)
    this.note(sql)
    const prepared = this.prepare(sql)
    try {
      if (prepared.reader) {
        const rows = (prepared.native.all(args) as unknown[][]).map((values) => new prepared.Row(values))
        return { columns: prepared.columns, columnTypes: [], rows, rowsAffected: 0, lastInsertRowid: undefined }
      }
      const { changes, lastInsertRowid } = prepared.native.run(args)
      return { columns: [], columnTypes: [], rows: [], rowsAffected: changes, lastInsertRowid: BigInt(lastInsertRowid) }
    } catch (error) {
      this.prepared.delete(sql)
      throw error
    }
  }

  close(): void {
    this.prepared.clear()
    this.db.close()
  }

  private note(sql: string): void {
    this.lastSql = sql
    this.statements += 1
  }

  /** Those used last are kept: whoever puts a value or a made-up name into its text leaves one here that is used once. */
  private prepare(sql: string): Prepared {
    const known = this.prepared.get(sql)
    if (known) {
      this.prepared.delete(sql)
      this.prepared.set(sql, known)
      return known
    }
    const native = this.db.prepare(sql)
    const reader: boolean = native.reader
    const columns = reader ? native.columns().map((column: { name: string }) => column.name) : []
    const prepared = { native, reader, columns, Row: rowsOf(columns) }
    if (reader) native.raw(true)
    if (this.prepared.size >= CACHED_STATEMENTS) {
      const oldest = this.prepared.keys().next().value
      if (oldest !== undefined) this.prepared.delete(oldest)
    }
    this.prepared.set(sql, prepared)
    return prepared
  }
}

/** SQLite has no booleans and no dates. */
function bindable(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === undefined) return null
  if (value instanceof Date) return value.valueOf()
  return value
}

type Row = new (values: readonly unknown[]) => object

/**
 * The rows of one statement, which are read by position and by name. Positions are their class's: to define them at each row cost
 * more than to read it.
 */
function rowsOf(columns: readonly string[]): Row {
  class Values {
    readonly #values: readonly unknown[]

    constructor(values: readonly unknown[]) {
      this.#values = values
      const named = this as Record<string, unknown>
      for (const [name, index] of names) named[name] ??= values[index]
    }

    static at(row: Values, index: number): unknown {
      return row.#values[index]
    }
  }
  Object.defineProperty(Values.prototype, 'length', { value: columns.length })
  for (const index of columns.keys()) {
    Object.defineProperty(Values.prototype, index, {
      get(this: Values) {
        return Values.at(this, index)
      },
    })
  }
  // A column may be called as a place is: `SELECT 0`.
  const names = [...columns.entries()].flatMap(([index, name]) =>
    name in Values.prototype ? [] : [[name, index] as const],
  )
  return Values
}
