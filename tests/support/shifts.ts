import { expect, type Locator, type Page } from '@playwright/test'

/** The till as a cashier works it, in a browser and on a desktop station alike. */

/** Opens a shift with a float as typed. */
export async function openShift(page: Page, float: string): Promise<void> {
  await page.getByRole('button', { name: 'Open a shift' }).click()
  const dialog = page.getByRole('dialog')
  // Where there was one before, what it came to is shown first.
  const next = dialog.getByRole('button', { name: 'Open the next shift' })
  const amount = dialog.getByLabel('Cash in the drawer as it begins')
  await expect(next.or(amount)).toBeVisible()
  if (await next.isVisible()) await next.click()
  await amount.fill(float)
  await dialog.getByRole('button', { name: /^Open with/ }).click()
  await expect(dialog).toHaveCount(0)
}

/** Counts the drawer and closes the shift; gives the dialog that then says what came of it. `before` looks at what is asked. */
export async function closeShift(
  page: Page,
  name: string | RegExp,
  counted: string,
  before?: (dialog: Locator) => Promise<void>,
): Promise<Locator> {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await before?.(dialog)
  await dialog.getByLabel('Cash counted in the drawer').fill(counted)
  await dialog.getByRole('button', { name: /^Close with/ }).click()
  await expect(dialog.getByRole('heading')).toHaveText(typeof name === 'string' ? `${name} is closed` : / is closed$/)
  return dialog
}
