import { expect, test } from 'vitest'
import { SqliteConnection } from '@/cms/database/sqlite/connection'

test('a row is read by position and by name, whatever its columns are called', () => {
  const connection = new SqliteConnection(':memory:')
  const [row, other] = connection.execute(
    `SELECT 7 AS id, NULL AS name, 'Siti' AS name, 'x' AS length, 0 UNION ALL SELECT 8, 'Aina', 'Siti', 'y', 0`,
  ).rows as (ArrayLike<unknown> & Record<string, unknown>)[]
  connection.close()
  expect(Array.from(row as ArrayLike<unknown>)).toEqual([7, null, 'Siti', 'x', 0])
  expect(Array.prototype.slice.call(other)).toEqual([8, 'Aina', 'Siti', 'y', 0])
  expect([row?.id, row?.name, other?.name, row?.length]).toEqual([7, 'Siti', 'Aina', 5])
  expect({ ...row }).toEqual({ id: 7, name: 'Siti' })
})
