import type { Journal, JournalContents } from '../journal/journal'
import type { Parts } from './parts'

/**
 * Takes over what an earlier session kept: documents, events, cursor, and what waits to be sent.
 * @throws what journal or outbox throw; the journal is closed again then
 */
export async function openJournal(journal: Journal, parts: Parts): Promise<JournalContents> {
  const { config, writer, recent, catchUp, status, telemetry, commands } = parts
  const contents = await journal.open(config.eventHistoryLimit)
  writer.load(contents.cursor, contents.documents)
  recent.load(contents.recentEvents)
  // A page's storage holds no documents: a snapshot brings them, the events go on from the cursor.
  if (contents.cursor && contents.documents.length === 0) catchUp.requireSnapshot('merge')
  status.journalOpened(contents)
  if (contents.recovered) telemetry.journalRebuilt(contents.recovered.reason)
  try {
    await commands.load()
  } catch (error) {
    await journal.close()
    throw error
  }
  return contents
}
