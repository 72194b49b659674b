import Database from 'better-sqlite3'
import { openDatabase } from '../../support/database'
import { describeDatabase } from '../../support/database-conformance'

describeDatabase('SQLite', {
  open: openDatabase,
  async columns({ file }) {
    const database = new Database(file, { readonly: true })
    const rows = database
      .prepare(
        "SELECT t.name || '.' || c.name AS name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'",
      )
      .all() as { name: string }[]
    database.close()
    return rows.map(({ name }) => name)
  },
})
