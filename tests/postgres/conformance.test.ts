import pg from 'pg'
import { afterAll } from 'vitest'
import { openDatabase } from '../support/database'
import { describeDatabase } from '../support/database-conformance'
import { otherPrograms, startPostgres, type TestPostgres } from '../support/postgres'

let postgres: TestPostgres | undefined
let uri = ''
afterAll(() => postgres?.close())

describeDatabase('PostgreSQL', {
  async open() {
    // The other version, where there are two: the files beside this one have the first.
    postgres = await startPostgres({ programs: otherPrograms() })
    uri = await postgres.newDatabase()
    return openDatabase({ uri })
  },
  async columns() {
    const client = new pg.Client({ connectionString: uri })
    await client.connect()
    const { rows } = await client.query<{ name: string }>(
      "SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'",
    )
    await client.end()
    return rows.map(({ name }) => name)
  },
})
