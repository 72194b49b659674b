import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import pg from 'pg'
import { TestRunner } from 'vitest'
import { onMongo, onPostgres, POSTGRES_AT } from './chosen-database'
import { forgetMongoLimits } from './mongodb'

/** Of all servers on it: what one has signed another can read. */
export const SECRET = 'the secret of all servers that tests start'

/** Numbers of the database as JavaScript's, as SQLite gives them. */
const NUMBERS = new Set<number>([pg.types.builtins.NUMERIC, pg.types.builtins.INT8])
const asNumbers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    NUMBERS.has(oid) ? Number : pg.types.getTypeParser(oid, format as 'text'),
}

/** By the data folder of its server. */
const uris = new Map<string, string>()

/** What a value of a statement may be, and what it gives. */
type Value = string | number | null
type Row = Record<string, unknown>

const addressOf = (name: string) => `${process.env[POSTGRES_AT]}/${name}`

async function withClient<Result>(uri: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: uri })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const onServer = <Result>(work: (client: pg.Client) => Promise<Result>) => withClient(addressOf('postgres'), work)

/** A database of its own; empty, or as the one of this name is. */
export async function newPostgresDatabase(like?: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer((client) => client.query(`CREATE DATABASE ${name}${like ? ` TEMPLATE ${like}` : ''}`))
  return addressOf(name)
}

/** The database of the server in this folder, if it has one already. */
export const knownDatabase = (dataDir: string): string | undefined => uris.get(dataDir)

/** From here on the server in this folder is on this database. */
export function rememberDatabase(dataDir: string, uri: string): void {
  uris.set(dataDir, uri)
}

/**
 * A database as a first start of this build leaves it. It is made once for all processes of a run and copied.
 *
 * @param build which build of the server
 * @param make starts it on the empty database, signs its administrator in, and stops it
 * @returns the database, and the administrator's token
 */
export async function firstPostgresDatabase(
  build: string,
  make: (uri: string) => Promise<string>,
): Promise<{ uri: string; token: string }> {
  const name = `first_${build.toLowerCase().replace(/\W/g, '_')}`
  const token = await onServer(async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext('first'))")
    const kept = "SELECT shobj_description(oid, 'pg_database') AS token FROM pg_database WHERE datname = $1"
    const { rows } = await client.query<{ token: string }>(kept, [name])
    if (rows[0]) return rows[0].token
    const uri = await newPostgresDatabase()
    const its = await make(uri)
    const making = new URL(uri).pathname.slice(1)
    await client.query(`COMMENT ON DATABASE ${making} IS ${pg.escapeLiteral(its)}`)
    await client.query(`ALTER DATABASE ${making} RENAME TO ${name}`)
    return its
  })
  return { uri: await newPostgresDatabase(name), token }
}

/** Runs a statement past the server in this folder, on whichever database it is; `?` stands for a value. */
export async function askDatabase<Found = Row>(dataDir: string, sql: string, ...values: Value[]): Promise<Found[]> {
  return askAt<Found>(knownDatabase(dataDir) ?? `file:${dataDir}/ax-station.db`, sql, values)
}

/** The same at an address. A MongoDB knows no such statements: the test that asks is left out there, by name. */
export async function askAt<Found = Row>(uri: string, sql: string, values: readonly Value[]): Promise<Found[]> {
  if (uri.startsWith('file:')) return askFile<Found>(uri.slice('file:'.length), sql, values)
  if (uri.startsWith('postgres:')) return askPostgres<Found>(uri, sql, values)
  const test = TestRunner.getCurrentTest()
  test?.context.skip('It looks into tables, which MongoDB has not.')
  throw new Error('MongoDB has no tables to look into.')
}

/** Whatever servers have counted against limits is forgotten. */
export async function forgetLimits(dataDir: string): Promise<void> {
  if (onPostgres) await askDatabase(dataDir, 'DELETE FROM shared_limits')
  const uri = knownDatabase(dataDir)
  if (onMongo && uri) await forgetMongoLimits(uri)
}

function askFile<Found = Row>(file: string, sql: string, values: readonly Value[]): Found[] {
  // Whoever may write puts the newest pages into the file as it closes it, also under a server of this very process.
  const database = new Database(file, { readonly: /^\s*SELECT/i.test(sql) })
  try {
    const statement = database.prepare(sql)
    if (statement.reader) return statement.all(...values) as Found[]
    statement.run(...values)
    return []
  } finally {
    database.close()
  }
}

function askPostgres<Found = Row>(uri: string, sql: string, values: readonly Value[]): Promise<Found[]> {
  let place = 0
  const text = sql.replace(/\?/g, () => `$${++place}`)
  return withClient(
    uri,
    async (client) => (await client.query({ text, values: [...values], types: asNumbers })).rows as Found[],
  )
}
