import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import Database from 'better-sqlite3'
import { SqliteJournal } from '@/main/journal'

/**
 * Opens a damaged journal, and is killed as if the machine's power went just before step `argv[3]` of everything that it does to the
 * disk. Ends with code 0 if it had fewer steps. Argument: path of the journal.
 */
let left = Number(process.argv[3])
function step(): void {
  left -= 1
  if (left < 0) process.kill(process.pid, 'SIGKILL')
}

for (const name of ['openSync', 'renameSync', 'rmSync', 'fsyncSync', 'chmodSync'] as const) {
  const whole = fs[name] as (...args: unknown[]) => unknown
  Object.assign(fs, {
    [name](...args: unknown[]) {
      step()
      return whole(...args)
    },
  })
}
syncBuiltinESMExports()
const { prototype } = Database
for (const name of ['exec', 'pragma', 'transaction', 'close'] as const) {
  const whole = prototype[name] as (...args: unknown[]) => unknown
  Object.assign(prototype, {
    [name](this: unknown, ...args: unknown[]) {
      step()
      return whole.apply(this, args)
    },
  })
}

const journal = new SqliteJournal({ path: process.argv[2] as string, now: () => Date.parse('2026-01-15T10:30:00Z') })
await journal.open(10)
await journal.close()
