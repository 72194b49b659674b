import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import type { TestServer } from '../support/server'
import { newOrder, readLog, rowOf } from '../support/site'
import { type JournalTruth, journalFile, readCursor, readJournal } from './journal-truth'
import { ask, executable } from './station-app'
import { openWorkplace } from './workplace'

const UPDATES = 2_000
const KILLS = 20

/** Proof 3: the station's main process is killed 20 times while the server takes 2,000 updates. */
test(`kill -9 of main ${KILLS} times during ${UPDATES} updates loses and doubles nothing [${executable.describe}]`, async () => {
  test.setTimeout(600_000)
  const workplace = await openWorkplace({ env: { AX_RATE_PER_MINUTE: '100000' } })
  const { server, proxy, start } = workplace
  const file = journalFile(workplace.dataDir, proxy.url)
  try {
    const orders = await Promise.all(Array.from({ length: 4 }, (_, index) => newOrder(server, `KILL ${index}`)))
    const rows = await Promise.all(orders.map((orderID) => rowOf(server, orderID)))
    // The burst goes on over all kills: a twentieth of it begins as each station comes up, and none waits for another.
    const updates: Promise<void>[] = []
    let before: JournalTruth | null = null
    for (let kill = 0; kill < KILLS; kill += 1) {
      if (before) proxy.set({ kind: 'stall' })
      const station = await start()
      if (before) {
        // The network answers nothing yet: this is the journal, as it was after the kill.
        await expect(station.page.getByText('KILL 0').first()).toBeVisible()
        const shown = await ask(station.page, 'feed:load')
        expect(shown.status.cursor).toEqual(before.cursor)
        expect(shown.status.journalRecovered).toBeNull()
        proxy.set({ kind: 'pass' })
        await ask(station.page, 'feed:syncNow')
      }
      updates.push(writeUpdates(server, rows, UPDATES / KILLS))
      const floor: number = before?.cursor.seq ?? 0
      // Events must be arriving when the kill comes; then at another moment of the write each time.
      await expect.poll(() => readCursor(file)?.seq ?? 0, { intervals: [20] }).toBeGreaterThan(floor)
      await delay((kill * 37) % 300)
      await station.kill()
      const truth = readJournal(file)
      expect(truth).not.toBeNull()
      before = truth as JournalTruth
      expect(before.integrity).toBe('ok')
      expect(before.newest).toBe(before.cursor.seq)
      expect(before.seqs).toEqual([...new Set(before.seqs)])
      expect(before.stale).toEqual([])
      expect(before.cursor.seq).toBeGreaterThan(floor)
    }
    await Promise.all(updates)
    const last = await start()
    await expect
      .poll(async () => (await ask(last.page, 'feed:load')).status.freshness.kind, { timeout: 60_000 })
      .toBe('current')
    await last.close()
    const end = readJournal(file) as JournalTruth
    const log = await readLog(server, `event_${end.cursor.epoch}_0`)
    expect(log.length).toBeGreaterThanOrEqual(UPDATES)
    const first = end.seqs[0] as number
    // From the first event the station was given to the head: each seq once, in order.
    expect(end.seqs).toEqual(Array.from({ length: log.length - first + 1 }, (_, index) => first + index))
    expect(end.cursor.seq).toBe(log.length)
  } finally {
    await workplace.end()
  }
})

async function writeUpdates(server: TestServer, rows: readonly (string | number)[], count: number): Promise<void> {
  await Promise.all(
    rows.map(async (row) => {
      for (let done = 0; done < count / rows.length; done += 1) {
        const write = () => server.rest('PATCH', `/api/orders/${row}`, { customerNotes: crypto.randomUUID() })
        // A connection that is lost on a busy machine is not what is proved here; a second write is one more update.
        await write().catch((error: unknown) => {
          const { code } = (error as { cause?: { code?: string } }).cause ?? {}
          if (code !== 'ECONNRESET') throw error
          console.log('A connection to the server was reset; the update is made once more.')
          return write()
        })
      }
    }),
  )
}
