import { expect, test } from '@playwright/test'
import { SyncSite } from './site'

let site: SyncSite
test.beforeAll(async () => {
  site = await SyncSite.start()
})
test.afterAll(() => site.stop())

const current = { name: 'Freshness' }

test('the office’s pages are drawn by the server and taken over without a mismatch', async ({ context }) => {
  await site.admit(context)
  const order = await site.server.createOrder()
  const html = await context.request.get(`${site.network.url}/dashboard`).then((response) => response.text())
  expect(html).toContain(order.orderID)

  const problems: string[] = []
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  for (const path of ['/dashboard', `/orders/${order.orderID}`, '/queue', '/bays', '/debug']) {
    await page.goto(`${site.network.url}${path}`)
    await expect(page.getByLabel(current.name)).toHaveText('Current')
    await expect(page.getByRole('heading').first()).toBeVisible()
  }
  expect(problems).toEqual([])
})

test('a new order appears on the dashboard, and moves with its stage', async ({ context }) => {
  await site.admit(context)
  const page = await context.newPage()
  await page.goto(`${site.network.url}/dashboard`)
  await expect(page.getByLabel(current.name)).toHaveText('Current')
  const order = await site.server.createOrder()
  await expect(page.getByRole('region', { name: 'New' }).getByText(order.orderID)).toBeVisible()
  await site.server.updateOrder(order, { stage: 'open' })
  await expect(page.getByRole('region', { name: 'Open' }).getByText(order.orderID)).toBeVisible()
  await expect(page.getByRole('region', { name: 'New' }).getByText(order.orderID)).toHaveCount(0)
})

test('the order page goes along with its stage', async ({ context }) => {
  await site.admit(context)
  const order = await site.server.createOrder({ stage: 'open' })
  const page = await context.newPage()
  await page.goto(`${site.network.url}/orders/${order.orderID}`)
  await expect(page.getByLabel(current.name)).toHaveText('Current')
  await site.server.updateOrder(order, { stage: 'in_progress' })
  await expect(page).toHaveURL(new RegExp(`/orders/${order.orderID}/progress$`))
})

test('without the live connection a page says so and can be refreshed by hand', async ({ context }) => {
  await site.admit(context)
  const page = await context.newPage()
  await page.route('**/api/v1/sync/**', (route) => route.abort())
  await page.goto(`${site.network.url}/dashboard`)
  await expect(page.getByText('Live updates are not available.')).toBeVisible()
  const order = await site.server.createOrder()
  await expect(page.getByText(order.orderID)).toHaveCount(0)
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(page.getByText(order.orderID)).toBeVisible()
})

test('people who are not signed in are sent to the log-in', async ({ page }) => {
  await page.goto(`${site.network.url}/dashboard`)
  await expect(page).toHaveURL(/\/station\/sign-in$/)
})

test('the debug page and the web station’s connection screen show this page’s own engine and act on it', async ({
  context,
}) => {
  await site.admit(context)
  const page = await context.newPage()
  const panel = page.getByRole('region', { name: 'Sync debug panel' })
  const state = panel.getByRole('status').first()
  const open = {
    '/debug': async () => {},
    '/station?role=cashier': async () => {
      await page.getByRole('button', { name: 'Settings' }).first().click()
      await page.getByRole('tab', { name: 'Connection' }).click()
      await page.getByRole('button', { name: 'Open the connection panel' }).click()
    },
  }
  for (const [path, goOn] of Object.entries(open)) {
    await page.goto(`${site.network.url}${path}`)
    await goOn()
    await expect(state).toHaveText('connected')
    // The panel's own style passes the page's policy.
    await expect(panel).toHaveCSS('border-radius', '8px')
    const order = await site.server.createOrder()
    await expect(panel.getByRole('option', { name: new RegExp(order.orderID) }).first()).toBeVisible()
    await panel.getByRole('button', { name: 'Force polling' }).click()
    await expect(state).toHaveText('polling_fallback')
    await panel.getByRole('button', { name: 'Reconnect' }).click()
    await expect(state).toHaveText('connected')
    await expect(panel.getByRole('region', { name: 'History' })).toContainText('polling_fallback')
    const download = page.waitForEvent('download')
    await panel.getByRole('button', { name: 'Export' }).click()
    expect((await download).suggestedFilename()).toMatch(/^sync-state-.*\.json$/)
  }
  await panel.getByRole('button', { name: 'Disconnect' }).click()
  await expect(state).toHaveText('disconnected')
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
})
