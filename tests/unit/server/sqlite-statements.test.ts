import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, expect, test, vi } from 'vitest'
import { SqliteConnection } from '@/cms/database/sqlite/connection'

const folder = mkdtempSync(join(tmpdir(), 'ax-statements-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a statement that is used again and again is prepared once, however many others are used once', () => {
  const prepare = vi.spyOn(
    (Database as unknown as { prototype: { prepare(sql: string): unknown } }).prototype,
    'prepare',
  )
  const connection = new SqliteConnection(join(folder, 'one.sqlite'))
  for (let other = 0; other < 500; other += 1) {
    connection.execute('SELECT 1 AS used_often')
    connection.execute(`SELECT ${other} AS used_once`)
  }
  connection.close()
  expect(prepare.mock.calls.filter(([sql]) => sql === 'SELECT 1 AS used_often')).toHaveLength(1)
  expect(prepare).toHaveBeenCalledTimes(501)
})
