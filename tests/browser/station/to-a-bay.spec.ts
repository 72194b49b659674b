import type { Page } from '@playwright/test'
import type { Stage } from '@/lib/sync/protocol'
import { expect, test } from './station-page'

/** Opens the page of an order at `stage` that stands in no bay. */
async function openOrder(page: Page, stage: Stage): Promise<string> {
  const found = await page.evaluate((wanted) => {
    const { source } = window.siteInMemory
    return source
      .keys('order')
      .map((key) => source.get('order', key))
      .find((order) => order?.stage === wanted && order.bayId === null)?.orderID
  }, stage)
  if (!found) throw new Error(`no order is ${stage}`)
  await page.getByRole('searchbox').fill(found)
  await page.locator(`[data-order="${found}"]`).click()
  return found
}
const stageOf = (page: Page, orderID: string) =>
  page.evaluate((key) => {
    const order = window.siteInMemory.source.get('order', key)
    return [order?.stage, order?.bayId]
  }, orderID)

for (const stage of ['initiated', 'open', 'billed'] as const) {
  test(`an order that is ${stage} goes to a bay and never to a wash without one`, async ({ openStation }) => {
    const page = await openStation('?role=cashier')
    const orderID = await openOrder(page, stage)
    const sheet = page.getByRole('dialog')
    await expect(sheet.getByRole('button', { name: 'In progress', exact: true })).toHaveCount(0)
    await sheet.getByRole('button', { name: 'Send to a bay…' }).click()
    await page.getByRole('button', { name: 'Bay 4', exact: true }).click()
    await expect.poll(() => stageOf(page, orderID)).toEqual(['in_progress', 'bay-4'])
    // And back: the wash has not begun.
    await sheet.getByRole('button', { name: 'Put back in the queue' }).click()
    await expect.poll(() => stageOf(page, orderID)).toEqual(['open', null])
  })
}

test('a car that is being washed nowhere is marked, and can be sent to a bay', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const orderID = await page.evaluate(() => {
    const { source } = window.siteInMemory
    const key = source.keys('order').find((each) => source.get('order', each)?.stage === 'open') as string
    const order = source.get('order', key)
    if (order)
      source.push({
        changes: [{ kind: 'order', key, document: { ...order, stage: 'in_progress', bayId: null, queue: null } }],
      })
    return key
  })
  const card = page.locator(`[data-order="${orderID}"]`)
  await expect(card.getByText('No bay')).toBeVisible()
  await card.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send to a bay…' }).click()
  await page.getByRole('button', { name: 'Bay 4', exact: true }).click()
  await expect.poll(() => stageOf(page, orderID)).toEqual(['in_progress', 'bay-4'])
})

test('closing a queue asks first, says what becomes of the cars, and marks it closed', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const regular = page.getByRole('region', { name: 'Regular' })
  await regular.getByRole('button', { name: 'Close queue' }).click()
  const dialog = page.getByRole('dialog', { name: 'Close the Regular queue?' })
  await expect(dialog).toContainText('cars waiting in it keep their places and are still washed')
  await dialog.getByRole('button', { name: 'Keep it open' }).click()
  await expect(regular.getByText('Closed', { exact: true })).toHaveCount(0)
  await regular.getByRole('button', { name: 'Close queue' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close queue' }).click()
  await expect(regular.getByText('Closed', { exact: true })).toBeVisible()
})

test('a customer is reached with a tap where a browser can follow', async ({ openStation }) => {
  const page = await openStation('?role=cashier&web=0')
  const orderID = await page.evaluate(() => {
    const { source } = window.siteInMemory
    const key = source.keys('order')[0] as string
    const order = source.get('order', key)
    const document = order && { ...order, customer: { name: '', phone: '012-345 6789' } }
    if (document) source.push({ changes: [{ kind: 'order', key, document }] })
    return key
  })
  await page.locator(`[data-order="${orderID}"]`).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('link', { name: '012-345 6789', exact: true })).toHaveAttribute('href', 'tel:0123456789')
  await expect(sheet.getByRole('link', { name: /WhatsApp/ })).toHaveAttribute('href', 'https://wa.me/60123456789')
  await expect(sheet.getByText('Walk-in customer')).toHaveCount(0)
})
