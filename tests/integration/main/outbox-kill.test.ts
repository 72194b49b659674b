import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SqliteJournal, SqliteOutbox } from '@/main/journal'
import { buildChild, type ChildProgram } from '@/tests/support/child-program'
import { cancelOf } from '@/tests/support/outbox-promises'

const KILLS = 20
let folder: string
let program: ChildProgram

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ax-outbox-kill-'))
  program = await buildChild(join(import.meta.dirname, 'outbox-child.ts'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  program.remove()
})

type Became = 'unsent' | 'left' | 'back'

test(`kill -9 at ${KILLS} moments: what was let go is never unsent again, and what was taken back never there again`, async () => {
  const path = join(folder, 'journal.sqlite')
  const told = new Map<number, Became>()
  /** The last of each life: what it was about to do to it, it may have done. */
  const cut = new Set<number>()
  for (let kill = 0; kill < KILLS; kill += 1) {
    const first = Math.max(0, ...told.keys()) + 10
    const child = program.start(path, String(first))
    let heard = 0
    child.on('message', ({ number, became }: { number: number; became: Became }) => {
      told.set(number, became)
      heard += 1
      // At another place of the write each time.
      if (heard === 5 + kill) setTimeout(() => child.kill('SIGKILL'), (kill * 1.7) % 5)
    })
    await once(child, 'exit')
    const journal = new SqliteJournal({ path })
    await journal.open(1)
    const outbox = new SqliteOutbox(journal)
    const pending = new Set((await outbox.pending()).map(({ id }) => id))
    const unsent = new Set(await outbox.unsent())
    await journal.close()
    cut.add(Math.max(...told.keys()))
    for (const [number, became] of told) {
      const { id } = cancelOf(number)
      const said = `${number} ${became}`
      if (became === 'unsent') expect(cut.has(number) || unsent.has(id), said).toBe(true)
      if (became === 'left') expect([pending.has(id), unsent.has(id)], said).toEqual([true, false])
      if (became === 'back') expect(pending.has(id), said).toBe(false)
    }
  }
  expect([...told.values()].filter((became) => became === 'back').length).toBeGreaterThan(KILLS)
})
