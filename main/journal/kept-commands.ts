import type Database from 'better-sqlite3'
import { type Command, commandSchema, type RefusedCommand, refusedCommandSchema } from '@/lib/sync/engine'

/** Commands in the order they were given. One that this release cannot read is left out: it could not be sent either. */
export function readPendingCommands(db: Database.Database): Command[] {
  const rows = db.prepare<[], { body: string }>('SELECT body FROM outbox ORDER BY position').all()
  return rows.flatMap(({ body }) => {
    const parsed = commandSchema.safeParse(parseJson(body))
    return parsed.success ? [parsed.data] : []
  })
}

/** Those that were refused and wait for a person. One that this release cannot read stays for another. */
export function readRefusedCommands(db: Database.Database): RefusedCommand[] {
  const rows = db.prepare<[], { body: string; answer: string }>('SELECT body, answer FROM set_aside ORDER BY position')
  return rows.all().flatMap(({ body, answer }) => {
    const parsed = refusedCommandSchema.safeParse({ command: parseJson(body), answer: parseJson(answer) })
    return parsed.success ? [parsed.data] : []
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
