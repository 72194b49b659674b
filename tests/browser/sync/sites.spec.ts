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

  // The pages that this browser shows are a link away, the others are opened.
  await expect(page.getByRole('article').getByRole('link')).toHaveCount(1)
  await expect(row(page, 'Harbour').getByRole('button', { name: 'Harbour' })).toBeVisible()
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

test('who has all sites goes from one to the next, and everything there is of that one', async ({
  browser,
  office,
}) => {
  const { server } = office
  await server.rest('POST', '/api/tenants', { tenantId: 'quay', name: 'Quay' })
  await server.rest('POST', '/api/bays', { tenant: 'quay', bayId: 'bay-1', name: 'Quay bay', position: 0 })
  await server.createOrder({ plate: 'OUR 1', totalAmount: 900, stage: 'billed' })
  const theirs = await server.createOrder({ tenant: 'quay', plate: 'QUAY 1', totalAmount: 4200, stage: 'billed' })
  const context = await browser.newContext({ locale: 'en-GB' })
  await office.admit(context)
  const page = await office.open(context, '/sites')
  const problems = problemsOf(page)
  await row(page, 'Quay').getByRole('button', { name: 'Quay' }).click()
  await expect(page).toHaveURL(/\/dashboard$/)
  await expectLive(page)
  const shownAt = (name: string) => expect(page.getByRole('banner')).toContainText(name)
  await shownAt('Quay')
  await expect(page.getByText('QUAY 1').first()).toBeVisible()
  await expect(page.getByText('OUR 1')).toHaveCount(0)
  // It is live, and follows that site.
  await server.createOrder({ tenant: 'quay', plate: 'QUAY 2', totalAmount: 100, stage: 'billed' })
  await expect(page.getByText('QUAY 2').first()).toBeVisible()
  await page.goto(`${office.network.url}/bays`)
  await expect(page.getByText('Quay bay').first()).toBeVisible()
  const table = await page.request.get(`${office.network.url}/day/report?of=open`)
  expect(await table.text()).toContain('QUAY 1')
  await page.goto(`${office.network.url}/station?role=cashier`)
  await expect(page.locator(`[data-order="${theirs.orderID}"]`)).toContainText('QUAY 1')
  // A machine that is taken in from its page is that site's.
  await page.goto(`${office.network.url}/setup`)
  await page.getByRole('button', { name: 'Make a code' }).click()
  const codes = () => server.rest<{ docs: object[] }>('GET', '/api/audit?where[subject][equals]=New station')
  await expect.poll(async () => (await codes()).docs).toMatchObject([{ tenant: 'quay' }])

  await page.goto(`${office.network.url}/sites`)
  await row(page, 'My site').getByRole('button', { name: 'My site' }).click()
  await shownAt('My site')
  await expect(page.getByText('OUR 1').first()).toBeVisible()
  expect(problems).toEqual([])
  await context.close()
})

test('an administrator of one site opens no other, whatever their browser says', async ({ browser, office }) => {
  const { server } = office
  await server.rest('POST', '/api/tenants', { tenantId: 'pier', name: 'Pier' })
  const who = { email: 'one@example.test', password: 'a long enough one' }
  await server.rest('POST', '/api/users', { ...who, role: 'admin', tenant: 'main' })
  const context = await browser.newContext({ locale: 'en-GB' })
  const url = office.network.url
  expect((await context.request.post(`${url}/api/users/login`, { data: who })).ok()).toBe(true)
  const asked = await context.request.post(`${url}/sites/open`, { form: { site: 'pier' }, maxRedirects: 0 })
  expect([asked.status(), asked.headers().location]).toEqual([303, '/sites'])
  await context.addCookies([{ name: 'ax-site', value: 'pier', url }])
  const page = await context.newPage()
  await page.goto(`${url}/dashboard`)
  await expect(page.getByRole('banner')).toContainText('My site')
  await context.close()
})
