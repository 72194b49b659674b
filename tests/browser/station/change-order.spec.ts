import { expect, lastingTest as test } from './station-page'

/** An order is changed in the form of a new one. */

test('an order is changed at the desk: what that costs is said first, and then in its history', async ({
  page,
  openStation,
}) => {
  await openStation('?role=cashier')
  await page
    .getByRole('region', { name: /^To pay/ })
    .locator('[data-order]')
    .first()
    .click()
  const order = page.getByRole('dialog', { name: /^Order AX/ })
  await order.getByRole('button', { name: 'Change…' }).click()
  const form = page.getByRole('dialog', { name: 'Change the order' })
  const confirm = form.getByRole('button', { name: 'Change the order' })
  await expect(form.getByText(/^Costs the same/)).toBeVisible()
  await expect(confirm).toBeDisabled()
  await form.getByRole('checkbox', { name: /Engine Bay Clean/ }).focus()
  await page.keyboard.press('Space')
  await expect(form.getByText('RM 60.00 more')).toBeVisible()
  await form.getByRole('textbox', { name: 'Number plate' }).fill('chg 1')
  await form.getByRole('textbox', { name: /phone/ }).fill('012-345 6789')
  await confirm.click()
  await expect(page.getByText('Order changed')).toBeVisible()
  await expect(order.getByText('CHG 1')).toBeVisible()
  await expect(order.getByRole('row', { name: /Engine Bay Clean/ })).toBeVisible()
  await expect(order.getByText('012-345 6789').first()).toBeVisible()
  const sent = await page.evaluate(() => window.siteInMemory.source.sent.at(-1))
  expect(sent).toMatchObject({ type: 'order.change', expect: { version: expect.any(Number) } })
  // Nothing chosen is nothing to send, and a paid bill keeps its price.
  await order.getByRole('button', { name: 'Change…' }).click()
  await form.getByRole('textbox', { name: 'Number plate' }).fill('')
  await expect(form.getByText('Enter the number plate.')).toBeVisible()
  await expect(confirm).toBeDisabled()
})
