import type { Page } from '@playwright/test'
import { expect, lastingTest as test } from './station-page'

const search = (page: Page) => page.getByRole('searchbox')
const offer = (page: Page) => page.getByRole('button', { name: /^New order for/ })
const form = (page: Page) => page.getByRole('dialog', { name: 'New order' })
const plate = (page: Page) => form(page).getByLabel('Number plate')
const said = (page: Page) => page.getByText(/^No order matches/)

/** The server is asked for orders of other days and has not answered; `answer()` lets it say that there are none. */
async function holdSearch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { host } = window.siteInMemory
    const none = { orders: [], next: null, visits: null }
    const asked = new Promise<typeof none>((resolve) => Object.assign(window, { answer: () => resolve(none) }))
    Object.assign(host, { findOrders: () => asked })
  })
}
const answer = (page: Page) => page.evaluate(() => (window as unknown as { answer(): void }).answer())

test('a plate that is not found is offered a new order, which one tap begins with it as it was typed', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  await search(page).fill(' wxy-77')
  await expect(offer(page)).toHaveText('New order for WXY 77')
  await offer(page).click()
  await expect(plate(page)).toHaveValue('wxy-77')
  await form(page).getByText('Basic Wash').first().click()
  await form(page)
    .getByRole('button', { name: /^Create/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('1 order found')).toBeVisible()
})

test('Enter begins it as soon as it is known that nothing is found', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  await holdSearch(page)
  await page.keyboard.press('/')
  await page.keyboard.type('WXY 77', { delay: 90 })
  await page.keyboard.press('Enter')
  await expect(page.locator('main [aria-busy="true"]')).toBeVisible()
  await expect(form(page)).toHaveCount(0)
  await answer(page)
  await expect(plate(page)).toHaveValue('WXY 77')
})

test('where it is offered, Enter begins it at once; whoever goes on typing or elsewhere is not interrupted', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  await search(page).fill('WXY 7')
  await expect(offer(page)).toBeVisible()
  await search(page).press('Enter')
  await expect(plate(page)).toHaveValue('WXY 7')
  await page.keyboard.press('Escape')
  await expect(search(page)).toBeFocused()
  await holdSearch(page)
  await search(page).fill('WXY 78')
  await search(page).press('Enter')
  await search(page).press('9')
  await answer(page)
  await expect(offer(page)).toHaveText('New order for WXY 789')
  await expect(form(page)).toHaveCount(0)
  await holdSearch(page)
  await search(page).fill('WXY 79')
  await search(page).press('Enter')
  await page.keyboard.press('Tab')
  await answer(page)
  await expect(offer(page)).toHaveText('New order for WXY 79')
  await expect(form(page)).toHaveCount(0)
})

test('without a server it is offered as well', async ({ openStation }) => {
  const page = await openStation('?role=cashier&state=stale')
  await page.evaluate(() => {
    Object.assign(window.siteInMemory.host, { findOrders: () => Promise.reject(new Error('unreachable')) })
  })
  await search(page).fill('WXY 77')
  await search(page).press('Enter')
  await expect(plate(page)).toHaveValue('WXY 77')
})

test('what can be no plate, and whoever may take no orders, is offered none', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  for (const text of ['Nobody', '019-999 0000', 'AX-20991231-0099', 'https://shop.example/orders/A1']) {
    await search(page).fill(text)
    await expect(said(page)).toBeVisible()
    await expect(offer(page)).toHaveCount(0)
  }
  await search(page).fill('')
  await page.evaluate(() => {
    Object.assign(window.siteInMemory.host, { roleFor: () => 'board' })
  })
  await search(page).fill('WXY 77')
  await expect(said(page)).toBeVisible()
  await expect(offer(page)).toHaveCount(0)
})
