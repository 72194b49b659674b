import type { Page } from '@playwright/test'
import { expect, test } from './station-page'

/** Visits that earn a free wash, at the desk. */

const orderOf = (visits: number) => async (page: Page) => {
  const orderID = await page.evaluate(
    (wanted) =>
      [...window.siteInMemory.source.keys('order')].find((key) => {
        const order = window.siteInMemory.source.get('order', key)
        return order?.stage === 'billed' && order.visits === wanted
      }),
    visits,
  )
  await page.locator(`[data-order="${orderID}"]`).first().click()
  return page.getByRole('dialog', { name: /^Order AX/ })
}

test('the desk counts the visits of a car, and gives the free wash once it is earned, and takes it back', async ({
  page,
  openStation,
}) => {
  await openStation('?role=cashier')
  const order = await orderOf(9)(page)
  await expect(order.getByText('Visit 10 of 10: one wash is free')).toBeVisible()
  const discount = order.getByRole('row', { name: /^Free wash/ })
  await expect(discount).toHaveCount(0)
  await order.getByRole('button', { name: /^Give the free wash/ }).click()
  await expect(discount).toBeVisible()
  // Nobody owes anything for it.
  await expect(order.getByText('Unpaid')).toHaveCount(0)
  await expect(order.getByText(/^Free wash: .* taken off/)).toBeVisible()
  const sent = await page.evaluate(() => window.siteInMemory.source.sent.at(-1))
  expect(sent).toMatchObject({ type: 'order.giveFreeWash', expect: { version: expect.any(Number) } })
  await order.getByRole('button', { name: 'Receipt' }).click()
  await expect(page.getByRole('article').getByText('Free wash')).toBeVisible()
  await page.keyboard.press('Escape')
  await order.getByRole('button', { name: 'Take it back' }).click()
  await expect(discount).toHaveCount(0)
  await expect(order.getByRole('button', { name: /^Give the free wash/ })).toBeVisible()
  await expect(order.getByText('Unpaid')).toBeVisible()
})

test('of an order that the server does not have yet, the desk says when its visits are counted', async ({
  page,
  openStation,
}) => {
  await openStation('?role=cashier')
  await page.evaluate(() => Object.assign(window.siteInMemory.source, { send: async () => {} }))
  await page.getByRole('button', { name: 'New order', exact: true }).first().click()
  const form = page.getByRole('dialog', { name: 'New order' })
  await form.getByLabel('Number plate').fill('SOON 1')
  await form.getByText('Basic Wash').first().click()
  await form.getByRole('button', { name: /^Create/ }).click()
  await page.getByRole('button', { name: 'Open the order' }).click()
  await expect(page.getByRole('dialog').last()).toContainText('Visits are counted once the server has this order')
})
