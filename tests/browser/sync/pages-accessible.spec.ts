import { expect } from '@playwright/test'
import { LIVE_PAGES, liveLook, openLivePage, signIn } from '@/scripts/shots/live-pages.mjs'
import { axeFindings, smallTargets } from '../station/station-page'
import { officeTest } from './office'

/** The demo site: something in every list. */
const test = officeTest({ AX_DEMO: '1' })

const PAGES = Object.keys(LIVE_PAGES) as (keyof typeof LIVE_PAGES)[]
const SIZES = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const theme of ['light', 'dark'] as const) {
    for (const language of ['en', 'zh'] as const) {
      test(`axe finds nothing and nothing sticks out: ${size}, ${theme}, ${language}`, async ({ browser, office }) => {
        const context = await browser.newContext({
          baseURL: office.server.url,
          viewport,
          ...liveLook({ theme, language }),
        })
        await signIn(context, { email: 'owner@example.test', password: 'correct horse battery' })
        for (const name of PAGES) {
          const page = await openLivePage(context, name)
          expect(await axeFindings(page), name).toEqual([])
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
            name,
          ).toBeLessThan(1)
          await page.close()
        }
        const page = await openLivePage(context, 'queue')
        await page.getByRole('banner').getByRole('button').click()
        await expect(page.getByRole('dialog')).toBeVisible()
        expect(await axeFindings(page), 'menu').toEqual([])
        await context.close()
      })
    }
  }

  test(`targets are large enough: ${size}`, async ({ browser, office }) => {
    for (const language of ['en', 'ta'] as const) {
      const look = liveLook({ theme: 'light', language })
      const context = await browser.newContext({ baseURL: office.server.url, viewport, ...look })
      await signIn(context, { email: 'owner@example.test', password: 'correct horse battery' })
      // The debug panel is dense on purpose: it is for engineers, with a mouse.
      for (const name of PAGES.filter((page) => page !== 'connection')) {
        const page = await openLivePage(context, name)
        expect(await smallTargets(page, 44), `${name}, ${language}`).toEqual([])
        await page.close()
      }
      await context.close()
    }
  })
}
