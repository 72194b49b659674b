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
