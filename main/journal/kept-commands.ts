import type Database from 'better-sqlite3'
import { type Command, commandSchema } from '@/lib/domain'
import { type RefusedCommand, refusedCommandSchema } from '@/lib/sync/engine'

/** Commands in the order they were given. One that this release cannot read is left out: it could not be sent either. */
export function readWaitingCommands(db: Database.Database): { command: Command; unsent: boolean }[] {
  const rows = db.prepare<[], { body: string; unsent: number }>('SELECT body, unsent FROM outbox ORDER BY position')
  return rows.all().flatMap(({ body, unsent }) => {
    const parsed = commandSchema.safeParse(parseJson(body))
    return parsed.success ? [{ command: parsed.data, unsent: unsent === 1 }] : []
  })
}

export function readPendingCommands(db: Database.Database): Command[] {
  return readWaitingCommands(db).map(({ command }) => command)
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
