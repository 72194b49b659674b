import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { overwrite } from '../support/damage'
import { newOrder, rowOf } from '../support/site'
import { journalFile, readJournal } from './journal-truth'
import { ask, executable, logOf } from './station-app'
import { openWorkplace } from './workplace'

test(`a journal that is damaged under a running station is repaired with nobody at the screen [${executable.describe}]`, async () => {
  const workplace = await openWorkplace()
  const { server, proxy, start } = workplace
  const file = journalFile(workplace.dataDir, proxy.url)
  let station = await start()
  try {
    const orderID = await newOrder(server, 'BRK 1')
    const row = await rowOf(server, orderID)
    const freshness = async () => (await ask(station.page, 'feed:load')).status.freshness.kind
    await expect(station.page.getByText('BRK 1').first()).toBeVisible()
    await expect.poll(freshness).toBe('current')
    // A tap that the server has not heard of.
    proxy.set({ kind: 'cut' })
    const id = '6f9d6a7e-2f0e-4c7c-9a55-000000000001'
    const payload = { orderID, staffNotes: 'kept over the damage' }
    await ask(station.page, 'feed:send', { id, issuedAt: new Date().toISOString(), type: 'order.setStatus', payload })
    damage(file)
    proxy.set({ kind: 'pass' })
    await server.rest('PATCH', `/api/orders/${row}`, { customerNotes: 'after the damage' })
    await ask(station.page, 'feed:syncNow')
    await expect
      .poll(async () => {
        const { documents, pending, status } = await ask(station.page, 'feed:load')
        const order = documents.find(({ key }) => key === orderID)?.document
        const { customerNotes, staffNotes } = (order ?? {}) as { customerNotes?: string; staffNotes?: string }
        return { customerNotes, staffNotes, waiting: pending?.length, freshness: status.freshness.kind }
      })
      .toEqual({
        customerNotes: 'after the damage',
        staffNotes: 'kept over the damage',
        waiting: 0,
        freshness: 'current',
      })
    expect(logOf(station.folder)).toContain('The journal broke; it is repaired.')
    expect(readdirSync(dirname(file)).filter((name) => name.includes('.damaged-'))).not.toEqual([])
    // The new file is a whole journal: killed and started again, the station goes on from it.
    await station.kill()
    const truth = readJournal(file)
    expect(truth).toMatchObject({ integrity: 'ok', stale: [] })
    station = await start()
    await expect.poll(freshness).toBe('current')
    expect((await ask(station.page, 'feed:load')).status.journalRecovered).toBeNull()
  } finally {
    await workplace.end()
  }
})

/** Moves the write-ahead log into the file, and overwrites all of the file but its first page. */
function damage(file: string): void {
  const other = new Database(file)
  other.exec('CREATE TABLE another (x); DROP TABLE another')
  other.pragma('wal_checkpoint(TRUNCATE)')
  other.close()
  overwrite(file, 4096, Buffer.alloc(4096 * 64, 0xa5))
}
