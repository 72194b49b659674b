import type { Page } from '@playwright/test'
import { type Language, SPOKEN } from '@/lib/domain/languages'
import { foreignFaces } from '../foreign-faces'
import { ALL_SCREENS, sayIn } from './all-screens'
import { clippedTexts } from './clipped-texts'
import { axeFindings, expect, lastingTest as test } from './station-page'

// Every test has a page of its own.
test.describe.configure({ mode: 'parallel' })

const SIZES = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const

/** Nothing said in part, at these sizes. */
async function expectWhole(page: Page, ...sizes: (keyof typeof SIZES)[]): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(SIZES[size])
    // A layout that asks for the width itself follows a moment later.
    await expect.poll(() => clippedTexts(page), size).toEqual([])
  }
}

const tagOf = (language: Language) => SPOKEN[language].tag

/** Changes the settings of the page as they are changed at the station, with whatever is open left open. */
async function switchTo(page: Page, language: Language, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((settings) => window.siteInMemory.host.writeSettings(settings), { language, theme })
  await expect(page.locator('html')).toHaveAttribute('lang', tagOf(language))
}

for (const [name, { query, page: address = '', reach, fleeting }] of Object.entries(ALL_SCREENS)) {
  test(`${name}: axe finds nothing in Chinese and Tamil; nothing is cut off in Chinese, Tamil and Malay; every text is drawn by the product’s faces`, async ({
    openStation,
    page,
  }) => {
    const open = async (language: Language, theme: 'light' | 'dark') => {
      await page.setViewportSize(SIZES.desk)
      await page.goto('about:blank')
      await openStation(`${query}&lang=${language}&theme=${theme}${address}`)
      await reach?.(page, sayIn(language))
    }
    // A page outside of a station has no settings that could change.
    const go =
      fleeting || address ? open : (language: Language, theme: 'light' | 'dark') => switchTo(page, language, theme)

    // Each language begins at the size at which the one before has ended: laying out anew costs more than looking.
    await open('zh', 'dark')
    await test.step('Chinese, dark', async () => {
      expect(await axeFindings(page)).toEqual([])
      expect(await foreignFaces(page)).toEqual([])
      await expectWhole(page, 'desk', 'phone')
    })
    await go('ta', 'light')
    await test.step('Tamil, light', async () => {
      await expectWhole(page, 'phone', 'desk')
      expect(await axeFindings(page)).toEqual([])
      expect(await foreignFaces(page)).toEqual([])
    })
    await go('ms', 'light')
    await test.step('Malay, light', () => expectWhole(page, 'desk', 'phone'))
  })
}

for (const language of ['zh', 'ta'] as const) {
  const say = sayIn(language)

  test(`a new order by keyboard alone ends in its QR code, in ${language}`, async ({ openStation }) => {
    const page = await openStation(`?role=cashier&lang=${language}`)
    await page.keyboard.press('n')
    await expect(page.getByLabel(say('newOrder.plate'), { exact: true })).toBeFocused()
    await page.keyboard.type('WXY 77', { delay: 90 })
    await page.getByRole('checkbox', { name: /Basic Wash/ }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('img', { name: /QR|二维码/ })).toBeVisible()
  })

  test(`a step is skipped by keyboard alone, in ${language}`, async ({ openStation }) => {
    const page = await openStation(`?role=bay&bay=bay-1&lang=${language}`)
    await page.getByRole('button', { name: say('bay.skip'), exact: true }).press('Enter')
    await page.getByRole('button', { name: say('skipReason.no_supplies') }).press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByText(say('skipReason.no_supplies')).first()).toBeVisible()
  })

  test(`the settings open by PIN and keyboard, in ${language}`, async ({ openStation }) => {
    const page = await openStation(`?role=cashier&desktop&lang=${language}`)
    await page.getByRole('button', { name: say('app.settings') }).press('Enter')
    await expect(page.getByRole('button', { name: '1', exact: true })).toBeFocused()
    await page.keyboard.type('1111')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toHaveText(say('stationError.wrong_pin'))
    await page.keyboard.type('2468')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: '2', exact: true })).toBeFocused()
    await page.getByRole('button', { name: say('pin.ok') }).press('Enter')
    await page.getByRole('tab', { name: say('settings.station') }).press('ArrowDown')
    await expect(page.getByRole('tab', { name: say('settings.look') })).toBeFocused()
  })
}
