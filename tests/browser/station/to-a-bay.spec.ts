import type { Page } from '@playwright/test'
import type { Stage } from '@/lib/domain'
import { expect, lastingTest as test } from './station-page'

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
    await expect(sheet.getByRole('button', { name: 'Washing', exact: true })).toHaveCount(0)
    await sheet.getByRole('button', { name: 'Send to a bay…' }).click()
    await page.getByRole('button', { name: 'Bay 4', exact: true }).click()
    await expect.poll(() => stageOf(page, orderID)).toEqual(['in_progress', 'bay-4'])
    // And back: the wash has not begun.
    await sheet.getByRole('button', { name: 'Put back in the queue' }).click()
    await expect.poll(() => stageOf(page, orderID)).toEqual(['open', null])
  })
}

/** Of a bay: its state and the car and job in it; of the job there: where it is and how far. */
const bayOf = (page: Page, bayId: string) =>
  page.evaluate((key) => {
    const { source } = window.siteInMemory
    const { status, orderID, jobId } = source.get('bay', key) ?? {}
    const job = jobId ? source.get('job', jobId) : undefined
    return { status, orderID, job: job && { jobId, bayId: job.bayId, steps: job.steps, startedAt: job.startedAt } }
  }, bayId)

test('a car whose wash runs moves to another bay at the desk, its job with it, and back by one tap', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  const before = await bayOf(page, 'bay-1')
  await page.getByRole('region', { name: 'Bays' }).getByRole('button', { name: /Bay 1/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Move to another bay…' }).click()
  const chooser = page.getByRole('dialog', { name: /^Which bay for/ })
  await expect(chooser).toContainText('Its job goes with it')
  await expect(chooser.getByRole('button', { name: /^Bay/ })).toHaveText(['Bay 4'])
  await chooser.getByRole('button', { name: 'Bay 4', exact: true }).click()
  const moved = { ...before, job: { ...before.job, bayId: 'bay-4' } }
  await expect.poll(() => bayOf(page, 'bay-4')).toEqual(moved)
  expect(await bayOf(page, 'bay-1')).toEqual({ status: 'available', orderID: null, job: undefined })
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => bayOf(page, 'bay-1')).toEqual(before)
  expect(await bayOf(page, 'bay-4')).toEqual({ status: 'available', orderID: null, job: undefined })
})

test('a free bay of the strip takes a car that waits, or one out of another bay', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const bays = page.getByRole('region', { name: 'Bays' })
  const before = await bayOf(page, 'bay-2')
  await bays.getByRole('button', { name: /Bay 4/ }).click()
  const chooser = page.getByRole('dialog', { name: 'Which car goes to Bay 4?' })
  await expect(chooser.getByRole('region', { name: 'In other bays' }).getByRole('button')).toHaveCount(3)
  await chooser.getByRole('region', { name: 'In other bays' }).getByRole('button', { name: /Bay 2/ }).click()
  await expect.poll(async () => (await bayOf(page, 'bay-4')).orderID).toBe(before.orderID)
  // The bay it left is free now, and takes the car whose turn it is.
  await bays.getByRole('button', { name: /Bay 2/ }).click()
  const waiting = page.getByRole('dialog').getByRole('region', { name: 'Waiting' })
  const next = await page.evaluate(() => window.siteInMemory.source.get('queue', 'vip')?.entries[0]?.orderID)
  await waiting.getByRole('button').first().click()
  await expect.poll(async () => (await bayOf(page, 'bay-2')).orderID).toBe(next)
})

test('without a server a bay moves its car all the same, and the tap waits to be sent', async ({ openStation }) => {
  const page = await openStation('?role=bay&bay=bay-1&state=stale')
  const plate = await page.locator('.plate').first().textContent()
  await page.getByRole('button', { name: 'Other bay…' }).click()
  await page.getByRole('button', { name: 'Bay 4', exact: true }).click()
  // Three waited already.
  await expect(page.getByText('4 actions waiting')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take this car' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('.plate').first()).toHaveText(plate ?? '')
  await expect(page.getByText('5 actions waiting')).toBeVisible()
})

test('where no other bay is free the desk says so', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  await page.evaluate(() => {
    const { source } = window.siteInMemory
    const bay = source.get('bay', 'bay-4')
    if (bay) source.push({ changes: [{ kind: 'bay', key: 'bay-4', document: { ...bay, status: 'cleaning' } }] })
  })
  await page.getByRole('region', { name: 'Bays' }).getByRole('button', { name: /Bay 1/ }).click()
  await page.getByRole('button', { name: 'Move to another bay…' }).click()
  await expect(page.getByRole('dialog', { name: /^Which bay for/ })).toContainText('No bay is free')
})

test('a car that is being washed nowhere is marked, and can be sent to a bay', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const orderID = await page.evaluate(() => {
    const { source } = window.siteInMemory
    const key = source.keys('order').find((each) => source.get('order', each)?.stage === 'billed') as string
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

test('an order that was called off goes nowhere, and is not called unpaid', async ({ page, openStation }) => {
  await openStation('?role=cashier')
  await page.getByText('BQS 77').first().click()
  const order = page.getByRole('dialog', { name: /^Order/ })
  await expect(order.getByRole('heading', { name: 'Move to' })).toBeVisible()
  await order.getByRole('button', { name: 'Cancel order' }).click()
  await page.getByRole('button', { name: 'Cancel the order' }).click()
  await expect(order.getByText('Cancelled').first()).toBeVisible()
  await expect(order.getByText('Nothing to pay')).toBeVisible()
  await expect(order.getByText('Unpaid')).toHaveCount(0)
  await expect(order.getByRole('heading', { name: 'Move to' })).toHaveCount(0)
})
