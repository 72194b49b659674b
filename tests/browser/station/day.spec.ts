import { type BrowserContext, expect, type Page } from '@playwright/test'
import { LastingBrowser } from '../../support/lasting-browser'
import { playDay } from '../../support/one-day'

playDay('a whole day of a site, its desk in a browser', {
  opensWithoutServer: false,
  async open(server, network, clock) {
    const browser = new LastingBrowser()
    const openPage = async (context: BrowserContext): Promise<Page> => {
      await context.addCookies([{ name: server.cookieName, value: server.adminToken, url: network.url }])
      await clock.install(context)
      const page = await context.newPage()
      await page.goto(`${network.url}/station?role=cashier&lang=en`)
      return page
    }
    const page = await openPage(await browser.open())
    await expect(page.getByRole('dialog', { name: 'Who is it?' })).toBeVisible()
    return {
      page,
      powerCut: () => browser.kill(),
      switchOn: async () => openPage(await browser.open()),
      close: () => browser.remove(),
    }
  },
})
