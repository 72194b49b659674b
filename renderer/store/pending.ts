import type { Command, DocumentChange, DocumentKind } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { type Cursor, parseEventId, type StoredEvent } from '@/lib/sync/engine'

/** A command whose effects are not all in the documents yet. */
export interface Pending {
  readonly command: Command
  /** Where in the log its effects end, as the answer said; `null` while there is no answer. */
  readonly done: Cursor | null
  /** Its newest event that has come; `null` while none has. */
  readonly come: Cursor | null
  /** What it is taken to do, each change with the version of the document it was made on. */
  readonly shown: readonly Shown[]
}

export interface Shown {
  readonly change: DocumentChange
  /** `null` for a document that was not there. */
  readonly basedOn: number | null
}

/** The version of a document as the server last told it; `null` for one that is not there. */
export type VersionOf = (kind: DocumentKind, key: string) => number | null

export const pendingOf = (command: Command): Pending => ({ command, done: null, come: null, shown: [] })

/** Neither answered nor named by an event: whether it will be done is not known yet. */
export const waits = ({ done, come }: Pending): boolean => done === null && come === null

/** The changes of documents that nobody else has changed since; of a command that was done the log has told the rest. */
export function unmoved(shown: readonly Shown[], versionOf: VersionOf): readonly Shown[] {
  return shown.filter(({ change, basedOn }) => versionOf(change.kind, change.key) === basedOn)
}

/**
 * The command after these events of the log, oldest first; `null` once all of it has come. A command's events stand
 * together in the log: with the first of others after them they have ended.
 */
export function afterEvents(pending: Pending, events: readonly StoredEvent[]): Pending | null {
  let { come } = pending
  for (const { id, commandId } of events) {
    const at = parseEventId(id)
    if (!at) continue
    if (commandId === pending.command.id) come = at
    else if (come?.epoch === at.epoch && at.seq > come.seq) return null
  }
  return come === pending.come ? pending : { ...pending, come }
}

/**
 * The command after its answer; `null` where nothing of it is to be shown any more.
 * @param epoch of the log as it is followed: what an older server's answer is about
 */
export function afterAnswer(pending: Pending, result: CommandResult, epoch: string): Pending | null {
  return result.status === 'applied' ? { ...pending, done: { epoch: result.epoch ?? epoch, seq: result.seq } } : null
}

/** Whether the documents hold all of it, as of this cursor. */
export function isIn({ done, come, shown }: Pending, cursor: Cursor | null, versionOf: VersionOf): boolean {
  if (come && unmoved(shown, versionOf).length === 0) return true
  if (!cursor) return false
  // Another epoch is another log: its snapshot has what was done, or the server has lost it.
  if (come && come.epoch !== cursor.epoch) return true
  return done !== null && (done.epoch !== cursor.epoch || done.seq <= cursor.seq)
}
