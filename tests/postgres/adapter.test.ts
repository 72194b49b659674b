import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { commitTransaction, createLocalReq, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { hints, isStorageFailure, lockTenant, onCommit, onRollback, savepoint } from '@/cms/database'
import { migrations } from '@/cms/database/migrations/sqlite'
import { moveDatabase } from '@/cms/database/move'
import { PostgresClient } from '@/cms/database/postgres/client'
import { transactionOf } from '@/cms/database/transaction'
import { countHead, readHead } from '@/cms/sync/log/heads'
import { openDatabase, type TestDatabase } from '../support/database'
import { FaultProxy } from '../support/fault-proxy'
import { freePort } from '../support/free-port'
import { startPostgres, type TestPostgres } from '../support/postgres'

let postgres: TestPostgres
let database: TestDatabase
let uri: string
/** Past the server. */
let side: pg.Client
const told: [string, unknown][] = []

beforeAll(async () => {
  postgres = await startPostgres()
  uri = await postgres.newDatabase()
  database = await openDatabase({ uri })
  side = new pg.Client({ connectionString: uri })
  side.on('error', () => undefined)
  await side.connect()
  await side.query('CREATE TABLE strict (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)')
  onCommit((transaction) => told.push(['committed', transaction]))
  onRollback((transaction) => told.push(['undone', transaction]))
})
afterAll(async () => {
  await side?.end()
  await database?.close()
  await postgres?.close()
})
afterEach(() => {
  vi.restoreAllMocks()
  told.length = 0
})

interface Session {
  db: { execute(statement: unknown): Promise<unknown> }
}

async function begin(): Promise<{ req: PayloadRequest; id: string; execute: Session['db']['execute'] }> {
  const req = await createLocalReq({}, database.payload)
  await initTransaction(req)
  const id = String(await transactionOf(req))
  const { sessions } = database.payload.db as unknown as { sessions: Record<string, Session> }
  return { req, id, execute: (statement) => (sessions[id] as Session).db.execute(statement) }
}

/** Ends every connection of the server's, as a failover or a firewall does. */
const cutAll = () =>
  side.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'ax-station %'")

function throughPort(address: string, port: number): string {
  const there = new URL(address)
  there.port = String(port)
  return there.href
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

test('every choice of the collections is one of the database', async () => {
  const { rawTables } = database.payload.db as unknown as {
    rawTables: Record<string, { columns: Record<string, { enumName?: string; options?: string[] }> }>
  }
  const asked = Object.values(rawTables).flatMap(({ columns }) =>
    Object.values(columns).flatMap(({ enumName, options = [] }) => options.map((option) => `${enumName} ${option}`)),
  )
  expect(asked.length).toBeGreaterThan(50)
  const { rows } = await side.query(
    "SELECT typname || ' ' || enumlabel AS name FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid",
  )
  const made = new Set(rows.map(({ name }) => name))
  expect(asked.filter((choice) => !made.has(choice))).toEqual([])
})

test('a commit that the database refuses is an error, and is told as undone', async () => {
  const { req, id, execute } = await begin()
  for (const value of [1, 1]) await execute(sql`INSERT INTO strict VALUES (${value})`)
  expect(isStorageFailure(await failure(commitTransaction(req)))).toBe(true)
  expect(told).toEqual([['undone', id]])
})

test('a commit that is answered by ROLLBACK, without an error, is an error', async () => {
  const { req, id, execute } = await begin()
  await execute(sql`INSERT INTO strict VALUES (7)`)
  await failure(execute(sql`SELECT 1 / 0`))
  expect(isStorageFailure(await failure(commitTransaction(req)))).toBe(true)
  expect(told).toEqual([['undone', id]])
  expect((await side.query('SELECT * FROM strict WHERE id = 7')).rows).toEqual([])
})

test('a lost connection fails what used it and nothing else', async () => {
  const { req, execute } = await begin()
  await cutAll()
  expect(isStorageFailure(await failure(execute(sql`SELECT 1`)))).toBe(true)
  await killTransaction(req)
  await expect.poll(() => failure(readHead(database.payload.db, 'main'))).toBeNull()
})

test('a connection on which nobody answers any more is given up for another', async () => {
  const network = await FaultProxy.start(`http://127.0.0.1:${new URL(uri).port}`)
  const client = new PostgresClient(
    `${throughPort(uri, network.port)}?query_timeout=1000`,
    () => database.payload.logger,
  )
  const transaction = await client.begin('')
  await client.run('SELECT 1', [])
  network.forget()
  const failures = await Promise.all([failure(transaction.run('SELECT 1', [])), failure(client.run('SELECT 1', []))])
  expect(failures.map(isStorageFailure)).toEqual([true, true])
  await transaction.rollback()
  expect(await client.run('SELECT 1 AS one', [])).toEqual([{ one: 1 }])
  await (await client.begin('')).rollback()
  await client.close()
  await network.stop()
})

test('a commit whose answer was lost is asked about: done is done', async () => {
  const { req, id } = await begin()
  await lockTenant(req, 'main')
  await countHead(req, 'kept', 1)
  const { query } = pg.Client.prototype
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(async function (this: pg.Client, ...args: unknown[]) {
    const answer = await Reflect.apply(query, this, args)
    if (args[0] === 'COMMIT') throw new Error('Connection terminated unexpectedly')
    return answer
  } as never)
  await commitTransaction(req)
  expect(told).toEqual([['committed', id]])
  vi.restoreAllMocks()
  expect(await readHead(database.payload.db, 'kept')).toMatchObject({ head: 1 })
})

test('a commit that never reached the database is told as undone', async () => {
  const { req, id } = await begin()
  await lockTenant(req, 'main')
  await countHead(req, 'gone', 1)
  await cutAll()
  expect(isStorageFailure(await failure(commitTransaction(req)))).toBe(true)
  expect(told).toEqual([['undone', id]])
  await expect.poll(() => failure(readHead(database.payload.db, 'gone'))).toBeNull()
  expect(await readHead(database.payload.db, 'gone')).toBeNull()
})

/** Listens as a server does; `heard` has what it was told. */
async function listen() {
  const heard: string[] = []
  const hear = (what: string) => () => void heard.push(what)
  const end = await hints(database.payload).listen({
    logs: hear('logs'),
    signIns: hear('sign-ins'),
    missed: hear('missed'),
    look: hear('look'),
  })
  return { heard, end }
}

test('a server that hears from another what it cannot read looks for itself', async () => {
  const { heard, end } = await listen()
  try {
    await side.query("NOTIFY ax_sign_ins, 'anything'")
    await vi.waitFor(() => expect(heard).toContain('missed'))
    heard.length = 0
    await side.query('NOTIFY ax_logs')
    await vi.waitFor(() => expect(heard).toEqual(['look']))
  } finally {
    await end()
  }
})

test('a server whose line was cut holds hints for missed once it hears again; one that hears nothing looks all the same', async () => {
  const { heard, end } = await listen()
  try {
    heard.length = 0
    await cutAll()
    await expect.poll(() => heard).toContain('missed')
    heard.length = 0
    await expect.poll(() => heard).toEqual(['look'])
  } finally {
    await end()
  }
})

test('a server that was busy for longer than its line may be silent keeps it: the answer lies unread', async () => {
  const { heard, end } = await listen()
  const { query } = pg.Client.prototype
  let [isAsked, wasBusy] = [false, false]
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...asked: unknown[]) {
    const answer = Reflect.apply(query, this, asked)
    if (asked[0] === 'SELECT 1' && !isAsked) {
      isAsked = true
      // Not in a timer's turn: what came meanwhile would be read before the next timer's.
      setImmediate(() => {
        for (const until = performance.now() + 2_500; performance.now() < until; );
        wasBusy = true
      })
    }
    return answer
  })
  try {
    await expect.poll(() => wasBusy).toBe(true)
    heard.length = 0
    // One that was lost looks too, and holds hints for missed before.
    await expect.poll(() => heard).toContain('look')
    expect(heard).not.toContain('missed')
  } finally {
    await end()
  }
})

test('a server that cannot hear for long holds hints for missed again and again', async () => {
  const { heard, end } = await listen()
  try {
    const nowhere = await freePort()
    vi.spyOn(PostgresClient.prototype, 'lasting').mockImplementation(() => {
      const connection = new pg.Client({ host: '127.0.0.1', port: nowhere })
      connection.on('error', () => undefined)
      return connection
    })
    await cutAll()
    const missed = () => heard.filter((what) => what === 'missed').length
    await expect.poll(missed).toBeGreaterThan(1)
  } finally {
    await end()
  }
})

test('a server that stops still tells the others which logs have grown', async () => {
  const { end } = await listen()
  await side.query('LISTEN ax_logs')
  const told = once(side, 'notification')
  hints(database.payload).tellLogs(['main'])
  await end()
  const [{ payload }] = await told
  expect(JSON.parse(payload)).toMatchObject({ names: ['main'] })
  await side.query('UNLISTEN ax_logs')
})

test('of edits at the same time none is lost: whoever looked too early is told so', async () => {
  const { payload } = database
  const order = await payload.create({
    collection: 'orders',
    data: { tenant: 'main', orderID: 'AX-1', plate: 'TST 1', vehicleType: 'sedan' } as never,
  })
  const edits = ['plate', 'make', 'colour', 'customerName', 'customerPhone', 'customerNotes'].map((field) =>
    payload.update({ collection: 'orders', id: order.id, data: { [field]: '12345' } }).then(
      () => field,
      (error: { status?: number }) => error.status,
    ),
  )
  const done = await Promise.all(edits)
  const kept = done.filter((field) => typeof field === 'string')
  expect(done.filter((field) => typeof field !== 'string' && field !== 409)).toEqual([])
  expect(kept.length).toBeGreaterThan(0)
  const row = (await payload.findByID({ collection: 'orders', id: order.id })) as unknown as Record<string, unknown>
  for (const field of kept) expect([field, row[field as string]]).toEqual([field, '12345'])
  expect(row.version).toBe(1 + kept.length)
})

async function epochForWhoeverComesNext(): Promise<string | undefined> {
  const other = new PostgresClient(uri, () => database.payload.logger)
  await other.run('SELECT 1', [])
  await other.close()
  return (await readHead(database.payload.db, 'main'))?.epoch
}

test('a log that was put back begins a new epoch, one that was not goes on', async () => {
  const before = await epochForWhoeverComesNext()
  expect(await epochForWhoeverComesNext()).toBe(before)
  await side.query('VACUUM FULL sync_heads')
  expect(await epochForWhoeverComesNext()).toBe(before)
  // As pg_restore writes rows: their trigger is made after them.
  await side.query('ALTER TABLE sync_heads DISABLE TRIGGER ax_note_writer')
  await side.query('UPDATE sync_heads SET updated_at = now()')
  await side.query('ALTER TABLE sync_heads ENABLE TRIGGER ax_note_writer')
  const restored = await epochForWhoeverComesNext()
  expect(restored).not.toBe(before)
  expect(await epochForWhoeverComesNext()).toBe(restored)
})

test('a log that was last written by a part of a transaction, as each command writes it, goes on', async () => {
  const before = await epochForWhoeverComesNext()
  const { req, id } = await begin()
  await lockTenant(req, 'main')
  for (const isKept of [true, false, true]) {
    const part = await savepoint(database.payload, id)
    await countHead(req, 'main', 1)
    await (isKept ? part.keep() : part.undo())
  }
  await commitTransaction(req)
  expect(await epochForWhoeverComesNext()).toBe(before)
})

test('so does one on another storage, or in another life of it', async () => {
  const before = await epochForWhoeverComesNext()
  await side.query("UPDATE counters SET name = 'storage before' WHERE tenant = '*' AND name LIKE 'storage %'")
  const moved = await epochForWhoeverComesNext()
  expect(moved).not.toBe(before)
  expect(await epochForWhoeverComesNext()).toBe(moved)
})

test('a site is moved neither into a database that has one nor from under a server that runs', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-move-'))
  const file = path.join(folder, 'ax-station.db')
  // Another process: locks of files do not hold within one.
  const serving = `const db = new (require('better-sqlite3'))(process.argv[1]); db.pragma('journal_mode = WAL')
    db.exec('CREATE TABLE tenants (id integer PRIMARY KEY); CREATE TABLE payload_migrations (name text)')
    for (const name of JSON.parse(process.argv[2])) db.prepare('INSERT INTO payload_migrations VALUES (?)').run(name)
    console.log('serving'); setInterval(() => db, 1000)`
  const done = JSON.stringify(migrations.map(({ name }) => name))
  const running = spawn(process.execPath, ['-e', serving, file, done], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(running.stdout, 'data')
  await expect(moveDatabase(database.payload, file, uri)).rejects.toThrow('Stop it')
  running.kill()
  await once(running, 'exit')
  await expect(moveDatabase(database.payload, file, uri)).rejects.toThrow('not empty')
  fs.rmSync(folder, { recursive: true, force: true })
})
