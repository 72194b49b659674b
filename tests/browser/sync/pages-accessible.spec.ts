import { type BrowserContext, expect, type Page } from '@playwright/test'
import { LIVE_PAGES, liveLook, openLivePage, signIn } from '@/scripts/shots/live-pages.mjs'
import { foreignFaces } from '../foreign-faces'
import { ROUNDING } from '../rounding'
import { axeFindings, colourFindings, smallTargets } from '../station/station-page'
import { officeTest } from './office'

/** The demo site: something in every list. */
const test = officeTest({ AX_DEMO: '1' })

const PAGES = Object.keys(LIVE_PAGES) as (keyof typeof LIVE_PAGES)[]
const SIZES = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const

const sticksOut = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** What is wanted of an open page at every size, in light and dark. */
async function expectAccessible(page: Page): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await axeFindings(page), `${size}, light`).toEqual([])
    expect(await sticksOut(page), size).toBeLessThanOrEqual(ROUNDING.fraction)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await colourFindings(page), `${size}, dark`).toEqual([])
  }
}

async function expectLargeTargets(page: Page): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    expect(await smallTargets(page, 44), size).toEqual([])
  }
}

test.describe('the office’s pages', () => {
  const contexts = new Map<string, BrowserContext>()
  test.afterAll(async () => {
    for (const context of contexts.values()) await context.close()
  })

  for (const language of ['en', 'zh', 'ta'] as const) {
    for (const name of PAGES) {
      const accessible = language === 'ta' ? '' : 'axe finds nothing and nothing sticks out in any look and size; '
      test(`${name}, ${language}: ${accessible}targets are large enough; every text is drawn by the product’s faces`, async ({
        browser,
        office,
      }) => {
        let context = contexts.get(language)
        if (!context) {
          context = await browser.newContext({
            baseURL: office.server.url,
            viewport: SIZES.desk,
            ...liveLook({ theme: 'light', language }),
          })
          contexts.set(language, context)
          await signIn(context, { email: 'owner@example.test', password: 'correct horse battery' })
        }
        const page = await openLivePage(context, name)
        expect(await foreignFaces(page)).toEqual([])
        // The debug panel is dense on purpose: it is for engineers, with a mouse.
        if (name !== 'connection') await expectLargeTargets(page)
        if (language !== 'ta') await expectAccessible(page)
        if (name === 'queue' && language !== 'ta') {
          await page.getByRole('banner').getByRole('button').click()
          await expect(page.getByRole('dialog')).toBeVisible()
          await expectAccessible(page)
        }
        await page.close()
      })
    }
  }
})
