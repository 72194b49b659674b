import type { Page } from '@playwright/test'
import { LANGUAGES } from '@/lib/domain/languages'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { ROUNDING } from '../rounding'
import { expect, test } from './station-page'

const NOW = Date.parse('2026-01-15T10:00:00Z')
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const

/** Sides of the message and of the dialog on top, in pixels of the window. */
async function placed(page: Page) {
  await expect(page.locator('.toasts > *')).toBeVisible()
  return page.evaluate(() => {
    const sides = (element: Element | undefined | null) => {
      const { left, top, right, bottom } = element?.getBoundingClientRect() ?? new DOMRect()
      return { left, top, right, bottom }
    }
    return {
      message: sides(document.querySelector('.toasts > *')),
      dialog: sides([...document.querySelectorAll('[role="dialog"]')].at(-1)),
      window: { right: innerWidth, bottom: innerHeight },
    }
  })
}

/** At each size of the window, message and dialog are whole within it, and share no place. */
async function expectApart(page: Page): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const outside = async () => {
      const { message, dialog, window } = await placed(page)
      const across = Math.min(message.right, dialog.right) - Math.max(message.left, dialog.left)
      const down = Math.min(message.bottom, dialog.bottom) - Math.max(message.top, dialog.top)
      const beyond = [message, dialog].flatMap(({ left, top, right, bottom }) => {
        return [-left, -top, right - window.right, bottom - window.bottom]
      })
      return Math.max(Math.min(across, down), ...beyond)
    }
    await expect.poll(outside, `${size.width} wide`).toBeLessThanOrEqual(ROUNDING.fraction)
    const { dialog } = await placed(page)
    expect(dialog.bottom - dialog.top).toBeGreaterThan(200)
  }
}

/** Time passes only as the test says: a message stands until then. */
async function open(page: Page, openStation: (query: string) => Promise<Page>, query: string): Promise<void> {
  await page.clock.install({ time: NOW })
  await openStation(`${query}&now=${NOW}`)
  await page.clock.pauseAt(NOW + 60_000)
}

for (const language of LANGUAGES) {
  test(`a message hides nothing of a dialog, in ${language}`, async ({ page, openStation }) => {
    const { t } = makeTranslator(language)
    const press = (name: string) => page.getByRole('button', { name, exact: true }).last().click()
    await open(page, openStation, `?role=cashier&lang=${language}`)
    await page.locator('[data-order]').first().click()
    await press(t('order.payCash'))
    await expectApart(page)
    await press(t('receipt.show'))
    await expectApart(page)
    // What has made room stays where it is: nobody presses beside what they meant.
    const { dialog } = await placed(page)
    await page.clock.runFor(11_000)
    await expect(page.locator('.toasts > *')).toHaveCount(0)
    const later = await page.getByRole('dialog').last().boundingBox()
    expect([later?.x, later?.y]).toEqual([dialog.left, dialog.top])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)

    // What has just been uncovered is deaf for a moment of the real clock.
    await expect(async () => {
      await page.locator('[data-order]').nth(1).click()
      await expect(page.getByRole('dialog')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await press(t('order.payCard'))
    await page.keyboard.press('Escape')
    await press(t('cashier.newOrder'))
    await expectApart(page)
  })
}

test('a message hides nothing of a dialog at a bay', async ({ page, openStation }) => {
  await open(page, openStation, '?role=bay&bay=bay-1')
  await page.getByRole('button', { name: 'Step done', exact: true }).click()
  await page.getByRole('button', { name: 'Skip', exact: true }).click()
  await expectApart(page)
})
