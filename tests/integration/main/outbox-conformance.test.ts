import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SqliteJournal, SqliteOutbox } from '@/main/journal'
import { OUTBOX_PROMISES } from '@/tests/support/outbox-promises'

let folder = ''
let journal: SqliteJournal | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-outbox-'))
})

afterEach(async () => {
  await journal?.close()
  journal = null
  rmSync(folder, { recursive: true, force: true })
})

/** The one before is closed: one program has a journal open. */
async function open(): Promise<SqliteOutbox> {
  await journal?.close()
  journal = new SqliteJournal({ path: join(folder, 'journal.sqlite') })
  await journal.open(1)
  return new SqliteOutbox(journal)
}

test.each(OUTBOX_PROMISES.filter(({ shared }) => !shared))('SqliteOutbox: $name', async ({ prove }) => {
  await expect(prove(open)).resolves.toBeUndefined()
})
