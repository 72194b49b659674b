import { afterAll, beforeAll, expect, test } from 'vitest'
import { PostgresClient } from '@/cms/database/postgres/client'
import { startPostgres, type TestPostgres } from '../support/postgres'

/** A database whose operator let it answer a commit before it is on the disk: what was acknowledged would go with a crash. */

const LOG = { error: () => undefined, warn: () => undefined }

let postgres: TestPostgres
let uri: string
let client: PostgresClient
beforeAll(async () => {
  // It writes to the disk by itself this seldom.
  postgres = await startPostgres({ settings: { synchronous_commit: 'off', wal_writer_delay: '10s' } })
  uri = await postgres.newDatabase()
  client = new PostgresClient(uri, () => LOG)
})
afterAll(async () => {
  await client?.close()
  await postgres?.close()
})

test('what was acknowledged is there after a crash', async () => {
  await client.run('CREATE TABLE acknowledged (id int)', [])
  const transaction = await client.begin('')
  await transaction.run('INSERT INTO acknowledged VALUES (?1)', [1])
  await transaction.commit()
  await postgres.stop('SIGQUIT')
  await postgres.start()
  const found = () => client.run('SELECT id FROM acknowledged', []).catch(String)
  await expect.poll(found).toEqual([{ id: 1 }])
})

test('so it is where the address says otherwise; a stricter choice is left to its operator', async () => {
  const chosen = async (setting: string) => {
    const options = encodeURIComponent(`-c synchronous_commit=${setting}`)
    const other = new PostgresClient(`${uri}?options=${options}`, () => LOG)
    const [row] = await other.run<{ synchronous_commit: string }>('SHOW synchronous_commit', [])
    await other.close()
    return row?.synchronous_commit
  }
  expect(await Promise.all(['off', 'remote_apply'].map(chosen))).toEqual(['on', 'remote_apply'])
})
