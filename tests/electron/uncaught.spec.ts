import { expect, test } from '@playwright/test'
import { startServer } from '../support/server'
import { newOrder } from '../support/site'
import { journalFile, readJournal } from './journal-truth'
import { ask, executable, logOf, startStation, stationFolder } from './station-app'

test(`an error nobody caught in main: logged, the journal closed, and the next start goes on from it [${executable.describe}]`, async () => {
  const server = await startServer()
  const folder = stationFolder()
  const env = { AX_SERVER_URL: server.url, AX_STATION_KEY: server.stationKey }
  let station = await startStation({ dataDir: folder.dataDir, env })
  try {
    await newOrder(server, 'ERR 1')
    await expect(station.page.getByText('ERR 1').first()).toBeVisible()
    // A task that failed and that nobody waited for: the station goes on, and says so.
    await station.app.evaluate(() => void Promise.reject(new Error('a task nobody waited for')))
    await expect(station.page.getByText('Something failed inside the station. It goes on')).toBeVisible()
    await newOrder(server, 'ERR 2')
    await expect(station.page.getByText('ERR 2').first()).toBeVisible()
    const gone = new Promise<void>((done) => station.app.process().once('exit', () => done()))
    await station.app
      .evaluate(() => {
        setTimeout(() => {
          throw new TypeError('from nowhere')
        }, 0)
      })
      .catch(() => undefined)
    await gone
    expect(logOf(station.folder)).toContain('a task nobody waited for')
    expect(logOf(station.folder)).toContain('from nowhere')
    expect(readJournal(journalFile(folder.dataDir, server.url))).toMatchObject({ integrity: 'ok', stale: [] })
    station = await startStation({ dataDir: folder.dataDir, env })
    await expect.poll(async () => (await ask(station.page, 'feed:load')).status.freshness.kind).toBe('current')
    await expect(station.page.getByText('ERR 2').first()).toBeVisible()
  } finally {
    await station.close()
    await server.stop()
    folder.remove()
  }
})
