import { expect, test } from '@playwright/test'
import { startServer, type TestServer } from '../../support/server'
import { command, newOrder, readLog, rowOf } from '../../support/site'

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(async () => {
  await server?.stop()
})

test('a plate stands in the panel’s lists as it stands on the car', async ({ page }) => {
  const order = await server.createOrder({ plate: 'pan-77' })
  await page.context().addCookies([{ name: server.cookieName, value: server.adminToken, url: server.url }])
  await page.goto(`${server.url}/admin/collections/orders`)
  await expect(page.getByRole('row').filter({ hasText: order.orderID }).getByText('PAN 77')).toBeVisible()
  await page.goto(`${server.url}/admin/collections/vehicles`)
  await expect(page.getByRole('link', { name: 'PAN 77' })).toBeVisible()
})

test('what the panel draws itself is named in the language of whoever looks, not of whoever came first', async ({
  page,
}) => {
  const row = await rowOf(server, await newOrder(server, 'WORDS 1'))
  const namedIn = async (language: string) => {
    await page.context().addCookies([
      { name: server.cookieName, value: server.adminToken, url: server.url },
      { name: server.cookieName.replace('-token', '-lng'), value: language, url: server.url },
    ])
    await page.goto(`${server.url}/admin/collections/orders/${row}`)
    // The table of services comes last of all.
    await expect(page.locator('.ax-lines').first()).toBeVisible()
    return page.locator('.ax-money, .ax-readout, .textarea:has(.ax-lines)').locator('.field-label').allInnerTexts()
  }
  const english = await namedIn('en')
  expect(english).toContain('Discount given by')
  for (const language of ['zh', 'ta']) {
    const named = await namedIn(language)
    expect(named).toHaveLength(english.length)
    expect(named.filter((name) => english.includes(name))).toEqual([])
  }
})

test('an order paid in parts is said to be paid in all these ways, each with its amount', async ({ page }) => {
  const orderID = await newOrder(server, 'PARTS 1')
  const row = await rowOf(server, orderID)
  const { totalAmount } = await server.rest<{ totalAmount: number }>('GET', `/api/orders/${row}`)
  for (const [method, amount] of [
    ['card', 1_000],
    ['cash', totalAmount - 1_000],
  ] as const)
    await command(server, 'order.setPayment', { orderID, action: 'pay', method, amount })
  await page.context().addCookies([{ name: server.cookieName, value: server.adminToken, url: server.url }])
  await page.goto(`${server.url}/admin/collections/orders`)
  const line = page.getByRole('row').filter({ hasText: orderID })
  await expect(line.getByText('Paid', { exact: true })).toBeVisible()
  await expect(line).not.toContainText('in cash')
  await page.goto(`${server.url}/admin/collections/orders/${row}`)
  await expect(page.getByRole('row').filter({ hasText: 'Card' })).toContainText('10.00')
  await expect(page.getByRole('row').filter({ hasText: 'Cash' })).toContainText(
    ((totalAmount - 1_000) / 100).toFixed(2),
  )
  await page.goto(`${server.url}/orders/${orderID}`)
  await expect(page.getByText('Paid: Card + Cash')).toBeVisible()
  // On a telephone, in the longest words: it is the table that scrolls, not the page.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.context().addCookies([{ name: server.cookieName.replace('-token', '-lng'), value: 'ta', url: server.url }])
  await page.goto(`${server.url}/admin/collections/orders/${row}`)
  await expect(page.locator('.ax-lines').last()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test('an order is edited in the panel without anything from another site, and the log tells it', async ({ page }) => {
  const foreign: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== new URL(server.url).origin) foreign.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  const order = await server.createOrder({
    services: [{ serviceId: 'wash', name: 'Body wash', price: 2500, minutes: 20, options: [] }],
  })

  await page.goto(`${server.url}/admin/login`)
  // The panel's own form forgets what is typed before its script has come to life.
  await expect(async () => {
    if (!page.url().endsWith('/login')) return
    const patience = { timeout: 5_000 }
    await page.locator('#field-email').fill('owner@example.test', patience)
    await page.locator('#field-password').fill('correct horse battery', patience)
    await page.locator('button[type=submit]').click(patience)
    await page.waitForURL((url) => !url.pathname.endsWith('/login'), { timeout: 10_000 })
  }).toPass()
  await page.waitForURL(/\/admin\/?$/)

  await page.goto(`${server.url}/admin/collections/orders/${order.id}`)
  await expect(page.getByText('Order number').first()).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Body wash' })).toBeVisible()
  await expect(page.getByRole('cell', { name: '25.00' })).toBeVisible()
  await expect(page.locator('textarea#field-services')).toHaveValue(/"serviceId": "wash"/)
  await page.locator('#field-staffNotes').fill('Scratch on the left door')
  // The panel takes no click while it still works on what was typed.
  await expect(async () => {
    await page
      .locator('#action-save')
      .click({ timeout: 1_000 })
      .catch(() => undefined)
    const { staffNotes } = await server.rest<{ staffNotes: string }>('GET', `/api/orders/${order.id}`)
    expect(staffNotes).toBe('Scratch on the left door')
  }).toPass({ timeout: 30_000 })
  const { epoch } = await server.rest<{ epoch: string }>('GET', '/api/v1/sync/health')
  const last = (await readLog(server, `event_${epoch}_0`)).at(-1)
  expect(last?.eventType).toBe('status_update')
  expect(last?.data).toMatchObject({ changed: ['staffNotes'], order: { staffNotes: 'Scratch on the left door' } })
  expect(foreign).toEqual([])
  expect(errors).toEqual([])
})
