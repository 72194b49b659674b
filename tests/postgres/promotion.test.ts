import { createLocalReq } from 'payload'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { inTransaction, lockTenant, savepoint } from '@/cms/database'
import { PostgresClient } from '@/cms/database/postgres/client'
import { connectionName, listedServers, Servers } from '@/cms/database/postgres/servers'
import { countHead, readHead } from '@/cms/sync/log/heads'
import { openDatabase, type TestDatabase } from '../support/database'
import { FaultProxy } from '../support/fault-proxy'
import { Promotions } from '../support/promotions'

let promotions: Promotions
let way: FaultProxy
let uri: string
let database: TestDatabase
let others: PostgresClient[] = []

beforeAll(async () => {
  promotions = await Promotions.start(3)
  const address = new URL(await promotions.postgres.newDatabase())
  way = await FaultProxy.start(`http://127.0.0.1:${address.port}`)
  address.port = String(way.port)
  uri = address.href
  database = await openDatabase({ uri })
})
afterEach(async () => {
  for (const other of others) await other.close()
  others = []
})
afterAll(async () => {
  await database?.close()
  await way?.stop()
  await promotions?.postgres.close()
})

/** Another server of the same database. */
async function another(network = way): Promise<PostgresClient> {
  const address = new URL(uri)
  address.port = String(network.port)
  const server = new PostgresClient(address.href, () => database.payload.logger)
  others.push(server)
  await server.run('SELECT 1', [])
  return server
}

/** An event of the site's is written and told as done; another one was begun and undone. */
async function write(): Promise<void> {
  const req = await createLocalReq({}, database.payload)
  await inTransaction(req, async () => {
    await lockTenant(req, 'main')
    await countHead(req, 'main', 1)
    const part = await savepoint(database.payload, (await req.transactionID) as string)
    await countHead(req, 'main', 1)
    await part.undo()
  })
}

const log = () => readHead(database.payload.db, 'main')

/** The database is lost; a copy takes its place, with what had come to it. */
async function loseAndPromote(copy = promotions.next): Promise<void> {
  await promotions.primary.stop('SIGQUIT')
  await promotions.promote(copy)
  way.redirect(copy.port)
}

/** The log as whoever asks finds it, once one answers again. */
const logAgain = () => vi.waitUntil(() => log().catch(() => null), { timeout: 20_000, interval: 50 })

test('a promotion that lost nothing goes on in the same epoch, once each server has said so', async () => {
  await write()
  const other = await another()
  const before = await log()
  await promotions.inStep(promotions.next)
  await loseAndPromote()
  const [after] = await Promise.all([
    logAgain(),
    vi.waitUntil(() => other.run('SELECT 1', []).catch(() => null), { timeout: 20_000, interval: 50 }),
  ])
  expect(after).toEqual(before)
  await write()
  expect(await log()).toEqual({ ...before, head: Number(before?.head) + 1 })
})

test('one that lost what was told begins a new epoch', async () => {
  const before = await log()
  await promotions.inStep(promotions.next)
  promotions.lag()
  await write()
  await loseAndPromote()
  const after = await logAgain()
  expect(after?.epoch).not.toBe(before?.epoch)
  expect(after?.head).toBe(before?.head)
  expect(await log()).toEqual(after)
})

test('so does one after which a server is not heard from: nobody knows what it told', async () => {
  const network = await FaultProxy.start(`http://127.0.0.1:${promotions.primary.port}`)
  try {
    await another(network)
    const before = await log()
    await promotions.inStep(promotions.next)
    // Every few seconds it would say by itself that it is there.
    network.set({ kind: 'cut' })
    await loseAndPromote()
    expect((await logAgain())?.epoch).not.toBe(before?.epoch)
  } finally {
    await network.stop()
  }
})

test('a server that is gone without a word is struck off the list; one that hangs, and one that came back, are not', async () => {
  const pool = new pg.Pool({ connectionString: uri, max: 1 })
  const hanging = new pg.Client({ connectionString: uri, application_name: connectionName('hangs') })
  await hanging.connect()
  const names = ['gone', 'hangs', 'comes', 'looks']
  const [gone, hangs, comes, looks] = names.map((name) => new Servers(name, 20, 200)) as [Servers, ...Servers[]]
  const onLine = async <Result>(does: (line: pg.PoolClient) => Promise<Result>) => {
    const line = await pool.connect()
    return does(line).finally(() => line.release())
  }
  const list = async () => {
    const listed = (await onLine(listedServers)).map(({ server }) => server)
    return names.filter((name) => listed.includes(name))
  }
  try {
    for (const server of [gone, hangs, comes, looks]) await onLine(async (line) => server?.say(line))
    expect(await list()).toEqual(names)
    comes?.keep(pool)
    looks?.keep(pool)
    await expect.poll(list, { timeout: 10_000 }).toEqual(['hangs', 'comes', 'looks'])
    await comes?.leave(pool)
    expect(await list()).toEqual(['hangs', 'looks'])
  } finally {
    await looks?.leave(pool)
    await hanging.end()
    await pool.end()
  }
})
