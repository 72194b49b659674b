import Database from 'better-sqlite3'
import { openDatabase } from '../../support/database'
import { describeErasing } from '../../support/erasing'

describeErasing('SQLite', {
  open: () => openDatabase(),
  async dump({ file }) {
    const db = new Database(file, { readonly: true })
    const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    const rows = tables.map(({ name }) => db.prepare(`SELECT * FROM "${name}"`).all())
    db.close()
    return JSON.stringify(rows)
  },
})
