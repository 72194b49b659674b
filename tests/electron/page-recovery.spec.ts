import { expect, test } from '@playwright/test'
import { ask, executable, type StationApp, startStation, stationFolder } from './station-app'

test.describe(`a page that fails [${executable.describe}]`, () => {
  const folder = stationFolder()
  let station: StationApp

  test.beforeEach(async () => {
    station = await startStation({ dataDir: folder.dataDir })
    await expect(station.page.locator('#root > *').first()).toBeAttached()
  })

  test.afterEach(() => station.close())
  test.afterAll(() => folder.remove())

  const crash = () =>
    station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  const url = () =>
    station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL() ?? '')
  /** Runs in the page through main: Playwright's own handle ends with the crashed page. */
  const inPage = (code: string) =>
    station.app.evaluate(
      ({ BrowserWindow }, text) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text),
      code,
    )
  const drawn = () => inPage(`document.querySelectorAll('#root > *').length > 0`).catch(() => false)
  const recoveries = () =>
    inPage(
      `window.axStation.request('app:info').then((info) => info.pageRecoveries.map(({ reason }) => reason))`,
    ).catch(() => null)

  test('is loaded again three times, then the reason is shown with a way to try again', async () => {
    for (let count = 1; count <= 3; count += 1) {
      await crash()
      await expect.poll(recoveries).toEqual(Array(count).fill('crashed'))
      await expect.poll(drawn).toBe(true)
    }
    await crash()
    await expect.poll(url).toBe('app://station/recovery')
    await expect
      .poll(() => inPage(`document.querySelector('[data-reason]')?.dataset.reason`).catch(() => null))
      .toBe('crashed')
    // It wears the product's faces too.
    await expect
      .poll(() => inPage(`[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)`))
      .toContain('Inter Variable')
    await inPage(`document.querySelector('a').click()`)
    await expect.poll(url).toBe('app://station/')
    await expect.poll(drawn).toBe(true)
  })

  test('keeps its feed after a reload: load and pushes begin anew', async () => {
    await crash()
    await expect.poll(drawn).toBe(true)
    expect(await inPage(`window.axStation.request('feed:load').then((state) => Array.isArray(state.documents))`)).toBe(
      true,
    )
  })

  test('and draws nothing any more is white, and is loaded again', async () => {
    test.setTimeout(120_000)
    const { page } = station
    expect((await ask(page, 'app:info')).pageRecoveries).toEqual([])
    await page.evaluate(() => document.getElementById('root')?.replaceChildren())
    await expect.poll(recoveries, { timeout: 60_000 }).toEqual(['white'])
    await expect.poll(drawn).toBe(true)
  })
})
