import type { Command, Outbox, RefusedCommand } from '@/lib/sync/engine'
import { readPendingCommands, readRefusedCommands } from './kept-commands'
import type { SqliteJournal } from './sqlite-journal'

/** What people did and the server has not answered yet, in the journal's own file; usable while the journal is open. */
export class SqliteOutbox implements Outbox {
  readonly #journal: SqliteJournal

  constructor(journal: SqliteJournal) {
    this.#journal = journal
  }

  async pending(): Promise<readonly Command[]> {
    return this.#journal.work(readPendingCommands)
  }

  /** Adding a command twice keeps the first. */
  async add(command: Command): Promise<void> {
    this.#journal.work((db) =>
      db
        .prepare<[string, string]>('INSERT OR IGNORE INTO outbox (id, body) VALUES (?, ?)')
        .run(command.id, JSON.stringify(command)),
    )
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
