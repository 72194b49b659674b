import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { BackupProblem } from './problem'

/** The little of libsql's synchronous interface that is used here. */
interface Connection {
  exec(sql: string): void
  prepare(sql: string): { all(): unknown[] }
  close(): void
}

/** Not bundled: its native part is among the server's own files, beside this one. */
const load = createRequire(path.join(__dirname, 'main.js'))

/** Opens the database of a server, running or not, for one piece of work. */
export function withDatabase<T>(file: string, work: (connection: Connection) => T): T {
  const Database = load('libsql') as new (file: string) => Connection
  const connection = new Database(file)
  try {
    connection.exec('PRAGMA busy_timeout = 5000')
    return work(connection)
  } finally {
    connection.close()
  }
}

/** @throws BackupProblem `backup_damaged` when the file is not a whole database */
export function checkWhole(file: string): void {
  let found: unknown[]
  try {
    found = withDatabase(file, (connection) => connection.prepare('PRAGMA quick_check').all())
  } catch (error) {
    throw new BackupProblem('backup_damaged', `${file} cannot be read: ${String(error)}`)
  }
  const [first] = found as { quick_check?: string }[]
  if (first?.quick_check !== 'ok') throw new BackupProblem('backup_damaged', `${file} is damaged; use another backup.`)
}

/** Waits until the file's content is on the disk. */
export function settle(file: string): void {
  const handle = fs.openSync(file, 'r+')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
