import { createHash } from 'node:crypto'
import type { Payload } from 'payload'
import pg from 'pg'
import { migrations } from './migrations/sqlite'
import { SqliteConnection } from './sqlite/connection'

/** Why nothing was moved; the target is as it was. */
export class MoveProblem extends Error {
  constructor(
    readonly code:
      | 'data_in_use'
      | 'older_release'
      | 'newer_release'
      | 'not_empty'
      | 'not_as_sent'
      | 'tables_in_a_circle',
    message: string,
  ) {
    super(message)
  }
}

interface Table {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** How many rows of a table were moved, and one hash of all of them, the same on both sides. */
export interface MovedTable {
  readonly table: string
  readonly rows: number
  readonly hash: string
}

/** Each database keeps its own. */
const NOT_MOVED = new Set(['payload_migrations', 'payload_migrations_rels'])
const ROWS_AT_ONCE = 200

type Row = Readonly<Record<string, unknown>>

/**
 * Takes a site from the file of a stopped server into an empty PostgreSQL whose tables are there: every row, with its number.
 * All of it or nothing, and what has arrived is compared with what was sent before it is kept.
 *
 * @param payload on the PostgreSQL, migrated
 * @throws MoveProblem
 */
export async function moveDatabase(payload: Payload, file: string, uri: string): Promise<MovedTable[]> {
  const source = new SqliteConnection(file)
  const target = new pg.Client({ connectionString: uri })
  await target.connect()
  try {
    requireStopped(source)
    source.exec('BEGIN IMMEDIATE')
    requireThisRelease(source)
    await target.query('BEGIN')
    const there = new Set(
      source.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").rows.map((row) => (row as Row).name),
    )
    const tables = (await inOrder(target, tablesOf(payload))).filter(({ name }) => there.has(name))
    const moved: MovedTable[] = []
    for (const table of tables) moved.push(await moveTable(source, target, table))
    await target.query('COMMIT')
    return moved
  } catch (error) {
    await target.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    source.close()
    await target.end()
  }
}

/** Leaving the write-ahead log is possible only for whoever has the database alone. */
function requireStopped(source: SqliteConnection): void {
  try {
    source.exec('PRAGMA busy_timeout = 0')
    source.exec('PRAGMA journal_mode = DELETE')
  } catch {
    throw new MoveProblem('data_in_use', 'A server uses these data. Stop it, then move them.')
  }
}

/**
 * An older file lacks columns, and its rows are not yet what its migrations make of them; of a newer one what this release does not know
 * would stay behind.
 */
function requireThisRelease(source: SqliteConnection): void {
  const noted = source.execute("SELECT name FROM sqlite_schema WHERE name = 'payload_migrations'").rows.length > 0
  const rows = noted ? source.execute('SELECT name FROM payload_migrations').rows : []
  const done = new Set(rows.map((row) => (row as Row).name))
  const known = new Set<unknown>(migrations.map(({ name }) => name))
  if ([...done].some((name) => !known.has(name))) {
    throw new MoveProblem(
      'newer_release',
      'A newer release wrote these data. Move them with that release, or put back a backup from before it.',
    )
  }
  if ([...known].every((name) => done.has(name))) return
  throw new MoveProblem(
    'older_release',
    'An older release wrote these data. Start this release on them once, then move them.',
  )
}

function tablesOf({ db }: Payload): Table[] {
  if (!('rawTables' in db)) return []
  const tables = Object.values(
    db.rawTables as Record<string, { name: string; columns: Record<string, { name: string; type: string }> }>,
  )
  return tables
    .filter(({ name }) => !NOT_MOVED.has(name))
    .map(({ name, columns }) => ({ name, columns: Object.values(columns) }))
}

/** Those that others point to come first. */
async function inOrder(target: pg.Client, tables: readonly Table[]): Promise<Table[]> {
  const { rows } = await target.query<{ child: string; parent: string }>(
    "SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint WHERE contype = 'f'",
  )
  const left = new Map(tables.map((table) => [table.name, table]))
  const ordered: Table[] = []
  while (left.size > 0) {
    const free = [...left.values()].filter(({ name }) =>
      rows.every(({ child, parent }) => child !== name || parent === name || !left.has(parent)),
    )
    if (free.length === 0)
      throw new MoveProblem('tables_in_a_circle', `These tables point at each other: ${[...left.keys()].join(', ')}.`)
    for (const table of free) left.delete(table.name)
    ordered.push(...free)
  }
  return ordered
}

async function moveTable(source: SqliteConnection, target: pg.Client, table: Table): Promise<MovedTable> {
  const { name, columns } = table
  const list = columns.map((column) => `"${column.name}"`).join(', ')
  await makeRoom(target, name)
  const rows = source.execute(`SELECT ${list} FROM "${name}" ORDER BY "id"`).rows as Row[]
  for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
    const part = rows.slice(first, first + ROWS_AT_ONCE)
    const args = part.flatMap((row) => columns.map((column) => written(row[column.name], column.type)))
    const places = part.map(
      (_, line) => `(${columns.map((_c, at) => `$${line * columns.length + at + 1}`).join(', ')})`,
    )
    await target.query(`INSERT INTO "${name}" (${list}) VALUES ${places.join(', ')}`, args)
  }
  await countOn(target, name)
  const ids = rows.map(({ id }) => id)
  const arrived = await target.query<Row>(`SELECT ${list} FROM "${name}" WHERE id = ANY($1) ORDER BY "id"`, [ids])
  const [sent, got] = [hashOf(rows, columns), hashOf(arrived.rows, columns)]
  if (arrived.rows.length !== rows.length || sent !== got)
    throw new MoveProblem(
      'not_as_sent',
      `What arrived in ${name} is not what was sent: ${rows.length} and ${arrived.rows.length} rows.`,
    )
  return { table: name, rows: rows.length, hash: sent }
}

/** What the server has noted of its new database by now makes way; anything else is somebody's. */
async function makeRoom(target: pg.Client, name: string): Promise<void> {
  if (name === 'counters')
    await target.query(
      "UPDATE counters SET id = -id WHERE tenant = '*' AND (name LIKE 'storage %' OR name LIKE 'server %')",
    )
  const { rows } = await target.query(
    `SELECT 1 FROM "${name}" WHERE ${name === 'counters' ? 'id > 0' : 'true'} LIMIT 1`,
  )
  if (rows.length > 0)
    throw new MoveProblem('not_empty', `The database is not empty: there are rows in ${name}. Give an empty one.`)
}

/** New rows are numbered after those that were moved. */
async function countOn(target: pg.Client, name: string): Promise<void> {
  const { rows } = await target.query<{ name: string | null }>("SELECT pg_get_serial_sequence($1, 'id') AS name", [
    name,
  ])
  const sequence = rows[0]?.name
  if (!sequence) return
  await target.query(`SELECT setval($1, coalesce(max(id), 0) + 1, false) FROM "${name}"`, [sequence])
  if (name === 'counters') await target.query('UPDATE counters SET id = nextval($1) WHERE id < 0', [sequence])
}

const written = (value: unknown, type: string): unknown => (type === 'boolean' && value !== null ? value === 1 : value)

/** The same for the same row, however the database keeps it. Rows whose ids are texts are sorted differently by the two. */
function hashOf(rows: readonly Row[], columns: Table['columns']): string {
  const lines = rows.map((row) => JSON.stringify(columns.map(({ name, type }) => canonical(row[name], type))))
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}

function canonical(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null
  switch (type) {
    case 'boolean':
      return value === true || value === 1
    case 'numeric':
    case 'serial':
    case 'integer':
      return Number(value)
    case 'timestamp':
      return new Date(value as string | Date).toISOString()
    case 'json':
    case 'jsonb':
      return sorted(typeof value === 'string' ? JSON.parse(value) : value)
    default:
      return String(value)
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}
