import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { generateTypes } from 'payload/node'
import { expect, onTestFinished, test } from 'vitest'
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

// Here and not on other databases, where the ids are a field of ours, which is in no type.
test('cms/payload-types.ts is what `npx payload generate:types` makes of the collections', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-types-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  const config = await (await import('@/cms/payload.config')).default
  const outputFile = path.join(folder, 'payload-types.ts')
  await generateTypes({ ...config, typescript: { ...config.typescript, outputFile } }, { log: false })
  expect(fs.readFileSync(outputFile, 'utf8')).toBe(fs.readFileSync('cms/payload-types.ts', 'utf8'))
})
