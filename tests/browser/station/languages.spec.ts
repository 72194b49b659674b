import type { Page } from '@playwright/test'
import type { Language } from '@/renderer/i18n/languages'
import { ALL_SCREENS, sayIn } from './all-screens'
import { clippedTexts } from './clipped-texts'
import { axeFindings, expect, test } from './station-page'

const SIZES = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const

/** Nothing said in part, at a desk's size and a phone's. */
async function expectWhole(page: Page): Promise<void> {
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size)
    expect(await clippedTexts(page), name).toEqual([])
  }
}

for (const [name, { query, page: address = '', reach }] of Object.entries(ALL_SCREENS)) {
  const open = async (openStation: (query: string) => Promise<Page>, page: Page, language: Language, theme: string) => {
    await page.setViewportSize(SIZES.desk)
    await openStation(`${query}&lang=${language}&theme=${theme}${address}`)
    await reach?.(page, sayIn(language))
  }

  test(`${name}: axe finds nothing in Chinese, dark`, async ({ openStation, page }) => {
    await open(openStation, page, 'zh', 'dark')
    expect(await axeFindings(page)).toEqual([])
  })

  test(`${name}: axe finds nothing and nothing is cut off in Tamil`, async ({ openStation, page }) => {
    await open(openStation, page, 'ta', 'light')
    expect(await axeFindings(page)).toEqual([])
    await expectWhole(page)
  })

  test(`${name}: nothing is cut off in Malay`, async ({ openStation, page }) => {
    await open(openStation, page, 'ms', 'light')
    await expectWhole(page)
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
