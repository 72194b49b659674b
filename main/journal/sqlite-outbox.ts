import type { Command } from '@/lib/domain'
import type { Outbox, RefusedCommand, WaitingCommand } from '@/lib/sync/engine'
import { readPendingCommands, readRefusedCommands, readWaitingCommands } from './kept-commands'
import type { SqliteJournal } from './sqlite-journal'
import { withdrawnMark } from './withdrawn-mark'

/** Commands that were taken back, of which the file keeps a mark. */
const MARKS_KEPT = 1_000

/** What people did and the server has not answered yet, in the journal's own file; usable while the journal is open. */
export class SqliteOutbox implements Outbox {
  readonly #journal: SqliteJournal

  constructor(journal: SqliteJournal) {
    this.#journal = journal
  }

  async pending(): Promise<readonly Command[]> {
    return this.#journal.work(readPendingCommands)
  }

  async add(command: Command, mayHaveLeft = false): Promise<void> {
    this.#journal.work((db) =>
      db
        .prepare<[string, string, number]>('INSERT OR IGNORE INTO outbox (id, body, unsent) VALUES (?, ?, ?)')
        .run(command.id, JSON.stringify(command), mayHaveLeft ? 0 : 1),
    )
  }

  async unsent(): Promise<readonly string[]> {
    const waiting = this.#journal.work(readWaitingCommands)
    return waiting.flatMap(({ command, unsent }) => (unsent ? [command.id] : []))
  }

  async letGo(ids: readonly string[]): Promise<readonly string[]> {
    return this.#journal.work((db) => {
      const unmark = db.prepare<[string]>('UPDATE outbox SET unsent = 0 WHERE id = ?')
      return db.transaction(() => ids.filter((id) => unmark.run(id).changes > 0))()
    })
  }

  async withdraw(choose: (waiting: readonly WaitingCommand[]) => readonly string[]): Promise<void> {
    this.#journal.work((db) => {
      const remove = db.prepare<[string]>('DELETE FROM outbox WHERE id = ?')
      const mark = db.prepare<[string]>('INSERT INTO withdrawn (mark) VALUES (?)')
      const forget = db.prepare<[number]>(
        'DELETE FROM withdrawn WHERE position <= (SELECT max(position) FROM withdrawn) - ?',
      )
      db.transaction(() => {
        for (const id of choose(readWaitingCommands(db))) {
          remove.run(id)
          mark.run(withdrawnMark(id))
          forget.run(MARKS_KEPT)
        }
      })()
    })
  }

  async setAside(refused: readonly RefusedCommand[]): Promise<void> {
    this.#journal.work((db) => {
      const remove = db.prepare<[string]>('DELETE FROM outbox WHERE id = ?')
      const keep = db.prepare<[string, string, string]>(
        'INSERT OR IGNORE INTO set_aside (id, body, answer) VALUES (?, ?, ?)',
      )
      db.transaction(() => {
        for (const { command, answer } of refused) {
          const { changes } = remove.run(command.id)
          if (changes > 0) keep.run(command.id, JSON.stringify(command), JSON.stringify(answer))
        }
      })()
    })
  }

  async refused(): Promise<readonly RefusedCommand[]> {
    return this.#journal.work(readRefusedCommands)
  }

  async release(id: string): Promise<void> {
    this.#journal.work((db) => db.prepare<[string]>('DELETE FROM set_aside WHERE id = ?').run(id))
  }

  async settle(ids: readonly string[]): Promise<void> {
    this.#journal.work((db) => {
      const remove = db.prepare<[string]>('DELETE FROM outbox WHERE id = ?')
      db.transaction(() => {
        for (const id of ids) remove.run(id)
      })()
    })
  }
}
