import { expect, type Page } from '@playwright/test'
import { expectLive, officeTest, problemsOf } from './office'

const test = officeTest()

const row = (page: Page, name: string) => page.getByRole('article', { name })
const figure = (page: Page, name: string, label: string) =>
  row(page, name)
    .locator('dl > div', { has: page.getByText(label, { exact: true }) })
    .locator('dd')
    .first()

test('who runs several sites finds them in the menu, and follows each beside the others', async ({
  browser,
  office,
}) => {
  const { server } = office
  const context = await browser.newContext({ locale: 'en-GB' })
  await office.admit(context)
  const alone = await office.open(context, '/dashboard')
  await alone.getByRole('button', { name: 'Account, language and theme' }).click()
  await expect(alone.getByRole('link', { name: 'Dashboard' })).toHaveCount(2)
  await expect(alone.getByRole('link', { name: 'All sites' })).toHaveCount(0)
  await alone.close()

  const zone = { timeZone: 'Asia/Tokyo', currency: 'JPY' }
  await server.rest('POST', '/api/tenants', { tenantId: 'harbour', name: 'Harbour', ...zone })
  const page = await office.open(context, '/dashboard')
  const problems = problemsOf(page)
  await page.getByRole('button', { name: 'Account, language and theme' }).click()
  await page.getByRole('link', { name: 'All sites' }).click()
  await expectLive(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All sites')
  await expect(figure(page, 'Harbour', 'Under way')).toHaveText('0')
  await expect(row(page, 'Harbour')).toContainText('None yet')

  // Another site's order shows by itself, its money in its own currency.
  const order = await server.createOrder({ tenant: 'harbour', totalAmount: 150_000, stage: 'billed' })
  await expect(figure(page, 'Harbour', 'Under way')).toHaveText('1')
  await server.updateOrder(order, { paidAmount: 150_000 })
  await expect(figure(page, 'Harbour', 'Taken today')).toHaveText('¥1,500')
  await server.rest('POST', '/api/tenants', { tenantId: 'brook', name: 'Brook' })
  await expect(row(page, 'Brook')).toBeVisible({ timeout: 20_000 })

  // Only the own pages are a link away.
  await expect(row(page, 'Harbour').getByRole('link')).toHaveCount(0)
  await expect(page.getByRole('article').getByRole('link')).toHaveCount(1)
  expect(problems).toEqual([])
  // What was seen live is what the server draws.
  expect(await office.drawn(context, '/sites')).toContain('¥1,500')

  // A server that does not answer: the picture stays, and says from when it is.
  office.network.set({ kind: 'cut' })
  await expect(page.getByText('Live updates are not available.')).toBeVisible({ timeout: 20_000 })
  await expect(figure(page, 'Harbour', 'Taken today')).toHaveText('¥1,500')
  office.network.set({ kind: 'pass' })
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expectLive(page)
  await page.getByRole('article').getByRole('link').click()
  await expect(page).toHaveURL(/\/dashboard$/)
  await context.close()
})
