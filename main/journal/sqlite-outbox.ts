import type Database from 'better-sqlite3'
import type { Command, CommandResult, Outbox } from '@/lib/sync/engine'
import { readPendingCommands } from './pending-commands'
import type { SqliteJournal } from './sqlite-journal'

/** What people did and the server has not answered yet, in the journal's own file; usable while the journal is open. */
export class SqliteOutbox implements Outbox {
  readonly #journal: SqliteJournal
  #add: { db: Database.Database; statement: Database.Statement<[string, string]> } | null = null

  constructor(journal: SqliteJournal) {
    this.#journal = journal
  }

  async pending(): Promise<readonly Command[]> {
    return readPendingCommands(this.#journal.database)
  }

  /** Adding a command twice keeps the first. */
  async add(command: Command): Promise<void> {
    const db = this.#journal.database
    if (this.#add?.db !== db) {
      this.#add = { db, statement: db.prepare('INSERT OR IGNORE INTO outbox (id, body) VALUES (?, ?)') }
    }
    this.#add.statement.run(command.id, JSON.stringify(command))
  }

  async setAside(command: Command, answer: CommandResult): Promise<void> {
    this.#journal.database
      .prepare<[string, string, string]>('INSERT OR IGNORE INTO set_aside (id, body, answer) VALUES (?, ?, ?)')
      .run(command.id, JSON.stringify(command), JSON.stringify(answer))
  }

  async settle(ids: readonly string[]): Promise<void> {
    const db = this.#journal.database
    const remove = db.prepare<[string]>('DELETE FROM outbox WHERE id = ?')
    db.transaction(() => {
      for (const id of ids) remove.run(id)
    })()
  }
}
