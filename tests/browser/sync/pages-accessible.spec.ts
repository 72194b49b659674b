import { type BrowserContext, expect, type Page } from '@playwright/test'
import { type Language, SPOKEN } from '@/lib/domain/languages'
import { WEB_SETTINGS_COOKIE } from '@/renderer/hosts/web-settings'
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

/** Changes the language as a person does, and has the page as it was opened otherwise. */
async function switchTo(page: Page, language: Language): Promise<void> {
  const { name, tag } = SPOKEN[language]
  await page.setViewportSize(SIZES.desk)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('banner').getByRole('button').click()
  await page.getByRole('radio', { name }).press('Space')
  await expect(page.locator('html')).toHaveAttribute('lang', tag)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test.describe('the office’s pages', () => {
  let context: BrowserContext
  test.beforeAll(async ({ browser, office }) => {
    context = await browser.newContext({
      baseURL: office.server.url,
      viewport: SIZES.desk,
      ...liveLook({ theme: 'light', language: 'en' }),
    })
    await signIn(context, { email: 'owner@example.test', password: 'correct horse battery' })
  })
  test.afterAll(() => context?.close())

  for (const name of PAGES) {
    test(`${name}, in English, Chinese and Tamil: targets are large enough; every text is drawn by the product’s faces; in English and Chinese axe finds nothing and nothing sticks out in any look and size`, async () => {
      // What the page before was switched to is kept here.
      await context.clearCookies({ name: WEB_SETTINGS_COOKIE })
      const page = await openLivePage(context, name)
      for (const language of ['en', 'zh', 'ta'] as const) {
        await test.step(language, async () => {
          if (language !== 'en') await switchTo(page, language)
          expect(await foreignFaces(page)).toEqual([])
          // The debug panel is dense on purpose: it is for engineers, with a mouse.
          if (name !== 'connection') await expectLargeTargets(page)
          if (language === 'ta') return
          await expectAccessible(page)
          if (name !== 'queue') return
          await page.getByRole('banner').getByRole('button').click()
          await expect(page.getByRole('dialog')).toBeVisible()
          await expectAccessible(page)
          await page.keyboard.press('Escape')
        })
      }
      await page.close()
    })
  }
})
