import { commitTransaction, createLocalReq, initTransaction } from 'payload'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isOutcomeUnknown, lockTenant, onCommit, onRollback } from '@/cms/database'
import { transactionOf } from '@/cms/database/transaction'
import { openDatabase, type TestDatabase } from '../support/database'
import { startPostgres, type TestPostgres } from '../support/postgres'

let postgres: TestPostgres
let database: TestDatabase
let uri: string

beforeAll(async () => {
  postgres = await startPostgres()
  uri = await postgres.newDatabase()
  database = await openDatabase({ uri })
})
afterAll(async () => {
  await database?.close()
  await postgres?.close()
})

/** As another server writes: commits until the number has been given out, and says what the database knows of it. */
async function useUpTo(xid: string): Promise<string> {
  const client = new pg.Client({ connectionString: uri })
  await client.connect()
  try {
    for (;;) {
      const { rows } = await client.query('SELECT pg_current_xact_id()::text AS xid')
      if (BigInt(rows[0].xid) < BigInt(xid)) continue
      return (await client.query('SELECT pg_xact_status($1::text::xid8) AS status', [xid])).rows[0].status
    }
  } finally {
    await client.end()
  }
}

test('a commit that a crash of the database took is not told as done, though another transaction got its number', async () => {
  const req = await createLocalReq({}, database.payload)
  await initTransaction(req)
  const transaction = await transactionOf(req)
  await lockTenant(req, 'main')
  const client = new pg.Client({ connectionString: uri })
  await client.connect()
  const { rows } = await client.query(
    'SELECT backend_xid::text AS xid FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL',
  )
  await client.end()
  expect(rows).toHaveLength(1)

  await postgres.stop('SIGQUIT')
  await postgres.start()
  expect(await useUpTo(rows[0].xid)).toBe('committed')

  const announced: [string, unknown][] = []
  onCommit((id) => announced.push(['look', id]))
  onRollback((id) => announced.push(['undone', id]))
  const told = await commitTransaction(req).then(
    () => 'done',
    (error: unknown) => (isOutcomeUnknown(error) ? 'unknown' : String(error)),
  )
  expect(told).toBe('unknown')
  // It may be there: whoever follows what it wrote looks, and a sign-in it may have changed is looked up anew.
  expect(announced).toEqual([['look', transaction]])
})
