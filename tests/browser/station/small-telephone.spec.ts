import type { Locator } from '@playwright/test'
import { expect, lastingTest as test } from './station-page'

test.use({ viewport: { width: 360, height: 640 } })

test('what a key brings to the front of a long dialog is in sight, above what stays at its foot', async ({
  page,
  openStation,
}) => {
  await openStation('?role=cashier&lang=en')
  await page.getByRole('button', { name: 'New order' }).first().click()
  const dialog = page.getByRole('dialog')
  const boxes = dialog.getByRole('checkbox')
  await expect(boxes.first()).toBeAttached()
  const last = boxes.last()
  await last.focus()
  const bottom = await last.evaluate((input) => input.closest('label')?.getBoundingClientRect().bottom ?? Number.NaN)
  const foot = await dialog.locator('footer').evaluate((footer) => footer.getBoundingClientRect().top)
  expect(bottom).toBeLessThanOrEqual(foot + 1)
})

test('of more pages than fit beside each other, the name of the one that is open is in sight', async ({
  page,
  openStation,
}) => {
  await openStation('?role=cashier&lang=en&desktop=1')
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click()
  for (const digit of '2468') await page.getByRole('button', { name: digit, exact: true }).click()
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  const tabs = page.getByRole('tablist', { name: 'Settings' })
  for (const name of ['Receipt printer', 'Connection', 'This station']) {
    // As a finger does, on whatever of it is in sight.
    await tabs.getByRole('tab', { name, exact: true }).dispatchEvent('click')
    await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible()
    await expect.poll(() => hidden(tabs), name).toBeLessThanOrEqual(1)
  }
})

/** So much of the selected tab stands outside of its list, pixels. */
const hidden = (tabs: Locator) =>
  tabs.evaluate((list) => {
    const [around, tab] = [list, list.querySelector('[data-selected]') ?? list].map((part) =>
      part.getBoundingClientRect(),
    )
    return Math.max((around?.left ?? 0) - (tab?.left ?? 0), (tab?.right ?? 0) - (around?.right ?? 0))
  })
