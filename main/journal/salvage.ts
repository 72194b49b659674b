import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { carveCommands } from './carve-commands'

/** A row of the outbox, or with `answer` one of the commands that were set aside, as written. */
interface KeptCommand {
  readonly id: string
  readonly body: string
  readonly answer?: string
}

/** What people did, as far as a damaged journal still has it. All else in a journal the server has too. */
export interface Salvage {
  readonly outbox: readonly KeptCommand[]
  readonly setAside: readonly KeptCommand[]
}

/**
 * Reads the commands of a damaged journal, each by itself, so that one unreadable page costs only what is on it. Where
 * SQLite cannot read the outbox to its end, what looks like a command is looked for in the bytes: that finds commands, too,
 * that were answered and deleted. Sent again, the server answers these as before.
 */
export function salvage(path: string): Salvage {
  // SQLite takes an empty file for a new one, and deletes the log beside it.
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) return { outbox: carved(path, []), setAside: [] }
  let db: Database.Database | undefined
  try {
    db = new Database(path, { readonly: true, fileMustExist: true })
    const outbox = readEach(db, 'outbox', 'id, body')
    const setAside = readEach(db, 'set_aside', 'id, body, answer')
    if (outbox.whole) return { outbox: outbox.rows, setAside: setAside.rows }
    return { outbox: [...outbox.rows, ...carved(path, [...outbox.rows, ...setAside.rows])], setAside: setAside.rows }
  } catch {
    return { outbox: carved(path, []), setAside: [] }
  } finally {
    closeQuietly(db)
  }
}

/** From the first row on, and where that ends in damage from the last one back. */
function readEach(db: Database.Database, table: string, columns: string): { rows: KeptCommand[]; whole: boolean } {
  const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)
  if (!exists) return { rows: [], whole: false }
  type Row = KeptCommand & { position: number }
  const next = (order: 'ASC' | 'DESC', compared: '>' | '<') =>
    db.prepare<[number], Row>(
      `SELECT position, ${columns} FROM ${table} WHERE position ${compared} ? ORDER BY position ${order} LIMIT 1`,
    )
  const forward = walk(next('ASC', '>'), 0)
  if (forward.whole) return forward
  const backward = walk(next('DESC', '<'), Number.MAX_SAFE_INTEGER)
  const last = forward.rows.at(-1)?.position ?? 0
  return { rows: [...forward.rows, ...backward.rows.filter(({ position }) => position > last).reverse()], whole: false }
}

function walk<Row extends { position: number }>(
  next: Database.Statement<[number], Row>,
  from: number,
): { rows: Row[]; whole: boolean } {
  const rows: Row[] = []
  try {
    for (let row = next.get(from); row !== undefined; row = next.get(row.position)) rows.push(row)
    return { rows, whole: true }
  } catch {
    return { rows, whole: false }
  }
}

function carved(path: string, known: readonly KeptCommand[]): KeptCommand[] {
  const ids = new Set(known.map(({ id }) => id))
  return carveCommands(path)
    .filter(({ id }) => !ids.has(id))
    .map((command) => ({ id: command.id, body: JSON.stringify(command) }))
}

function closeQuietly(db: Database.Database | undefined): void {
  try {
    db?.close()
  } catch {
    // The file is given up anyway.
  }
}
