import { SqliteJournal } from '@/main/journal'
import { FetchHistory } from '@/main/sync/fetch-history'

/**
 * Fetches the history that its journal says is missing, and tells its parent after each page how far that is on its way.
 * Arguments: path of the journal, address of the server.
 */
const [path, url] = process.argv.slice(2) as [string, string]
const journal = new SqliteJournal({ path, now: () => Date.parse('2026-01-15T10:30:00Z') })
await journal.open(1)
const history = new FetchHistory({
  ...{ url, headers: () => ({}), log: { write: () => undefined } },
  journal: {
    gap: () => journal.gap(),
    fillGap(gap, page, reached) {
      journal.fillGap(gap, page, reached)
      process.send?.(reached)
    },
  },
})
await history.run()
// Lives on, as a station does: it ends when it is killed.
setInterval(() => undefined, 1_000)
