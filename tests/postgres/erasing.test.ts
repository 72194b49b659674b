import pg from 'pg'
import { afterAll } from 'vitest'
import { openDatabase } from '../support/database'
import { describeErasing } from '../support/erasing'
import { startPostgres, type TestPostgres } from '../support/postgres'

let postgres: TestPostgres | undefined
let uri = ''
afterAll(() => postgres?.close())

describeErasing('PostgreSQL', {
  async open() {
    postgres = await startPostgres()
    uri = await postgres.newDatabase()
    return openDatabase({ uri })
  },
  async dump() {
    const client = new pg.Client({ connectionString: uri })
    await client.connect()
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    )
    const whole: unknown[] = []
    for (const { name } of tables) whole.push((await client.query(`SELECT * FROM "${name}"`)).rows)
    await client.end()
    return JSON.stringify(whole)
  },
})
