import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SqliteJournal } from '@/main/journal'
import { describeJournal } from '@/tests/support/journal-conformance'

describeJournal({
  name: 'SqliteJournal',
  keepsDocuments: true,
  durable: true,
  place() {
    const folder = mkdtempSync(join(tmpdir(), 'ax-journal-'))
    return {
      make: () => new SqliteJournal({ path: join(folder, 'journal.sqlite') }),
      dispose: () => rmSync(folder, { recursive: true, force: true }),
    }
  },
})
