import type Database from 'better-sqlite3'
import type { FeedState } from '@/lib/sync/engine'
import { cursorSum, DocumentTexts, textSum, toRow } from './event-row'
import { preparePages } from './pages'
import { prepareStatements } from './statements'

/** What a running engine knows of its own journal: all of it was durable once. */
export type Carried = Pick<FeedState, 'documents' | 'recentEvents' | 'pending' | 'refused'> &
  Pick<FeedState['status'], 'cursor'>

/** Writes it into a journal that may have lost it; into one that has not, it changes nothing. */
export function putCarried(db: Database.Database, carried: Carried): void {
  const { documents, recentEvents, pending = [], refused = [], cursor } = carried
  const statements = prepareStatements(db)
  const keep = db.prepare('INSERT OR IGNORE INTO outbox (id, body) VALUES (?, ?)')
  const keepRefused = db.prepare('INSERT OR IGNORE INTO set_aside (id, body, answer) VALUES (?, ?, ?)')
  const texts = new DocumentTexts()
  db.transaction(() => {
    for (const command of pending) keep.run(command.id, JSON.stringify(command))
    for (const { command, answer } of refused) {
      keepRefused.run(command.id, JSON.stringify(command), JSON.stringify(answer))
    }
    if (!cursor) return
    statements.dropDocuments.run()
    for (const { kind, key, document } of documents) {
      if (document === null) continue
      const text = texts.of(document)
      statements.putDocument.run(kind, key, null, text, textSum(text))
    }
    statements.dropOtherEpochs.run(cursor.epoch)
    preparePages(db).keepUpTo(cursor)
    for (const event of recentEvents) {
      const { epoch, seq, receivedAt, orderID, body, document, documentField } = toRow(event, texts)
      statements.putEvent.run(epoch, seq, receivedAt, orderID, body, document, documentField)
    }
    statements.putCursor.run(cursor.epoch, cursor.seq, cursorSum(cursor))
  })()
}
