import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { StorageFailedError } from '@/cms/database/errors'
import { SqliteConnection } from '@/cms/database/sqlite/connection'

test('what is committed waits for the disk, on macOS for the drive behind its cache as well', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-pragmas-'))
  const connection = new SqliteConnection(path.join(folder, 'a.db'))
  const pragma = (name: string) => (connection.execute(`PRAGMA ${name}`).rows[0] as Record<string, unknown>)[name]
  expect(pragma('journal_mode')).toBe('wal')
  expect([pragma('synchronous'), pragma('fullfsync'), pragma('checkpoint_fullfsync')]).toEqual([2, 1, 1])
  connection.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

test('a full disk has changed nothing; of a disk that failed at the commit, nobody can promise that', () => {
  const full = new StorageFailedError(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }))
  expect(full.message).toContain('Nothing was changed')
  const failed = new StorageFailedError(
    Object.assign(new Error('commit'), { cause: Object.assign(new Error('fsync'), { code: 'SQLITE_IOERR_FSYNC' }) }),
  )
  expect(failed.message).not.toContain('Nothing was changed')
  expect(failed.message).toContain('may be there again after a restart')
  expect([full.status, failed.status]).toEqual([503, 503])
})
