import { expect, type Page, test } from '@playwright/test'
import { startServer, type TestServer } from '../support/server'
import { newOrder, rowOf } from '../support/site'
import { executable, type StationApp, startStation, stationFolder } from './station-app'

const HOSTILE = '<b id=hot onclick=alert(1)>mind the mirror</b>'

/** One change at the server, on the desk's station and in the web station at once. */
test.describe(`the same on both screens [${executable.describe} and Chromium]`, () => {
  let server: TestServer
  let station: StationApp
  let web: Page
  const folder = stationFolder()

  test.beforeAll(async ({ browser }) => {
    server = await startServer()
    station = await startStation({
      dataDir: folder.dataDir,
      env: { AX_SERVER_URL: server.url, AX_STATION_KEY: server.stationKey },
    })
    const context = await browser.newContext()
    await context.addCookies([{ name: server.cookieName, value: server.adminToken, url: server.url }])
    web = await context.newPage()
    await web.goto(`${server.url}/station?role=cashier`)
  })

  test.afterAll(async () => {
    await station?.close()
    await server?.stop()
    folder.remove()
  })

  /** The card of a plate, as a person reads it, without its age. */
  const card = async (page: Page, plate: string) => {
    const text = await page
      .getByRole('button', { name: plate })
      .or(page.getByRole('link', { name: plate }))
      .first()
      .textContent()
    return (text ?? '').replace(/\s+/g, ' ').replace(/\d+ mins?/g, '')
  }

  test('an update through REST appears in the Electron window and in the web station, as the same text', async () => {
    const row = await rowOf(server, await newOrder(server, 'BPN 4477'))
    for (const page of [station.page, web]) await expect(page.getByText('BPN 4477').first()).toBeVisible()
    await server.rest('PATCH', `/api/orders/${row}`, { plate: 'JSD 9102' })
    for (const page of [station.page, web]) {
      await expect(page.getByText('JSD 9102').first()).toBeVisible()
      await expect(page.getByText('BPN 4477')).toHaveCount(0)
    }
    expect(await card(station.page, 'JSD 9102')).toBe(await card(web, 'JSD 9102'))
  })

  test('markup in a field is text on both screens', async () => {
    const orderID = await newOrder(server, 'HTM 1')
    await server.rest('PATCH', `/api/orders/${await rowOf(server, orderID)}`, { customerNotes: HOSTILE })
    for (const page of [station.page, web]) {
      await page.getByRole('button', { name: new RegExp(`Open order ${orderID}`) }).click()
      await expect(page.getByText(HOSTILE).first()).toBeVisible()
      await expect(page.locator('#hot')).toHaveCount(0)
    }
  })

  test('a newly initiated order is on the badge of the program and in both titles', async () => {
    for (const page of [station.page, web]) {
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      const known = page.getByRole('button', { name: /new orders?$/ }).filter({ hasText: /^\d/ })
      if (await known.isVisible()) await known.click()
    }
    await newOrder(server, 'BDG 1')
    for (const page of [station.page, web]) await expect.poll(() => page.title()).toMatch(/^\(1\) /)
    const badge = await station.app.evaluate(({ app }) => {
      const standIn = Reflect.get(globalThis, 'standIn') as
        | { recorded: { api: string; arguments: unknown[] }[] }
        | undefined
      return standIn
        ? standIn.recorded.findLast(({ api }) => api === 'app.setBadgeCount')?.arguments[0]
        : // Windows and most Linux desktops have no number to put there.
          app.getBadgeCount() || 1
    })
    expect(badge).toBe(1)
  })
})
