import { once } from 'node:events'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Command } from '@/lib/domain'
import { SqliteJournal, SqliteOutbox } from '@/main/journal'
import { buildChild, type ChildProgram } from '@/tests/support/child-program'
import { overwrite } from '@/tests/support/damage'
import { sampleStoredEvent } from '@/tests/support/sample-events'

const NOW = Date.parse('2026-01-15T10:30:00Z')
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ax-repair-'))
  path = join(folder, 'journal.sqlite')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const idOf = (number: number) => `6f9d6a7e-2f0e-4c7c-9a55-${String(number).padStart(12, '0')}`

/** A tap, with a note long enough that a page of the file holds a few. */
function tap(number: number): Command {
  return {
    id: idOf(number),
    issuedAt: new Date(NOW + number * 1_000).toISOString(),
    type: 'order.setStatus',
    payload: { orderID: 'AX-20260115-0001', staffNotes: `note ${number} `.padEnd(400, '.') },
  }
}

const refused = {
  status: 'rejected',
  code: 'invalid',
  message: 'no',
  reason: 'command.not_understood',
  current: null,
} as const

/** A closed journal with documents, `waiting` commands, and one that was set aside. */
async function journalWith(waiting: readonly Command[]): Promise<void> {
  const journal = new SqliteJournal({ path, now: () => NOW })
  await journal.open(1)
  const events = Array.from({ length: 60 }, (_, index) => sampleStoredEvent(index + 1))
  const changes = events.map(({ data }) => {
    const { order } = data as { order: { orderID: string } }
    return { kind: 'order', key: order.orderID, document: order } as never
  })
  await journal.append({ events, changes, cursor: { epoch: 'k3f9', seq: 60 } })
  const outbox = new SqliteOutbox(journal)
  for (const command of waiting) await outbox.add(command)
  await outbox.add(tap(900))
  await outbox.setAside([{ command: tap(900), answer: { id: idOf(900), ...refused } }])
  await journal.close()
}

interface Opened {
  readonly recovered: boolean
  readonly ids: readonly string[]
  readonly aside: readonly unknown[]
}

async function opened(): Promise<Opened> {
  const journal = new SqliteJournal({ path, now: () => NOW })
  const { recovered } = await journal.open(1)
  const ids = (await new SqliteOutbox(journal).pending()).map(({ id }) => id)
  const aside = (await new SqliteOutbox(journal).refused()).map(({ command }) => command.id)
  await journal.close()
  return { recovered: recovered !== null, ids, aside }
}

const taps = (count: number) => Array.from({ length: count }, (_, index) => tap(index + 1))

describe('what people did is saved from a journal', () => {
  test('of a newer release, with what was set aside', async () => {
    await journalWith(taps(5))
    const journal = new SqliteJournal({ path })
    await journal.open(1)
    journal.work((db) => db.pragma('user_version = 99'))
    await journal.close()
    expect(await opened()).toEqual({ recovered: true, ids: taps(5).map(({ id }) => id), aside: [idOf(900)] })
  })

  test('whose first page is overwritten', async () => {
    await journalWith(taps(30))
    overwrite(path, 0, Buffer.alloc(4096, 0x20))
    const { recovered, ids } = await opened()
    expect(recovered).toBe(true)
    expect(ids.filter((id) => id !== idOf(900))).toEqual(taps(30).map(({ id }) => id))
  })

  test('whose first page is overwritten, and nothing that was taken back', async () => {
    await journalWith(taps(30))
    const journal = new SqliteJournal({ path, now: () => NOW })
    await journal.open(1)
    const back = [3, 17, 30].map(idOf)
    await new SqliteOutbox(journal).withdraw(() => back)
    await journal.close()
    expect(readFileSync(path).includes('note 17 ')).toBe(true)
    overwrite(path, 0, Buffer.alloc(4096, 0x20))
    const { recovered, ids } = await opened()
    expect(recovered).toBe(true)
    const left = taps(30).flatMap(({ id }) => (back.includes(id) ? [] : [id]))
    expect(ids.filter((id) => id !== idOf(900))).toEqual(left)
  })

  test('of whose outbox one page is overwritten: only what is on that page', async () => {
    const all = taps(60)
    await journalWith(all)
    const hit = readFileSync(path).indexOf('note 30 ')
    overwrite(path, hit - (hit % 4096), Buffer.alloc(4096, 0xa5))
    const { recovered, ids } = await opened()
    expect(recovered).toBe(true)
    const lost = all.filter(({ id }) => !ids.includes(id))
    expect(lost.map(({ id }) => id)).toContain(idOf(30))
    expect(lost.length).toBeLessThan(10)
    expect(ids.filter((id) => id !== idOf(900))).toEqual(all.filter((each) => !lost.includes(each)).map(({ id }) => id))
  })

  test('that is empty beside a write-ahead log', async () => {
    const journal = new SqliteJournal({ path })
    await journal.open(1)
    for (const command of taps(3)) await new SqliteOutbox(journal).add(command)
    // As a copy by hand or a broken file system leaves it: SQLite would delete the log unread.
    const other = join(folder, 'copy.sqlite')
    writeFileSync(other, '')
    copyFileSync(`${path}-wal`, `${other}-wal`)
    await journal.close()
    path = other
    expect(await opened()).toMatchObject({ recovered: true, ids: taps(3).map(({ id }) => id) })
  })

  test('cut off within its first page', async () => {
    await journalWith(taps(3))
    truncateSync(path, 1_000)
    expect((await opened()).recovered).toBe(true)
    expect((await opened()).recovered).toBe(false)
  })
})

describe('a repair that is killed', () => {
  let program: ChildProgram
  beforeAll(async () => {
    program = await buildChild(join(import.meta.dirname, 'journal-repair-child.ts'))
  })
  afterAll(() => program.remove())

  async function repairKilledAt(step: number): Promise<boolean> {
    const child = program.start(path, String(step))
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
    expect([code, signal]).toEqual(signal === null ? [0, null] : [null, 'SIGKILL'])
    return signal !== null
  }

  /** Each step is a process of its own: in thirds, so that a slow machine has done one before it is taken to hang. */
  const THIRDS = [0, 1, 2]

  test.each(THIRDS)(
    'before any of its steps (from %i on, every third) loses no command, and nothing half made is taken for the journal',
    async (first) => {
      const all = taps(12)
      await journalWith(all)
      const hit = readFileSync(path).indexOf('"previousStage"')
      overwrite(path, hit - (hit % 4096), Buffer.alloc(4096, 0xa5))
      const damaged = readFileSync(path)
      let step = first
      for (let killed = true; killed; step += THIRDS.length) {
        for (const name of readdirSync(folder)) rmSync(join(folder, name))
        writeFileSync(path, damaged)
        killed = await repairKilledAt(step)
        // Killed once more, at another step, before it is let finish.
        if (killed && step % 4 === 0) await repairKilledAt((step * 7) % 30)
        const { ids, aside } = await opened()
        expect(ids, `killed before step ${step}`).toEqual(all.map(({ id }) => id))
        expect(aside).toEqual([idOf(900)])
        const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).size > 0)
        const [kept, ...others] = names.filter((name) => name.includes('.damaged-') && !/-(wal|shm)$/.test(name))
        expect(others).toEqual([])
        expect(readFileSync(join(folder, kept as string)).equals(damaged), `killed before step ${step}`).toBe(true)
        expect(names.filter((name) => /\.(making|ready)/.test(name))).toEqual([])
      }
      // Renames, folder syncs and SQLite's own calls were all among them.
      expect(step).toBeGreaterThan(30)
    },
  )
})
