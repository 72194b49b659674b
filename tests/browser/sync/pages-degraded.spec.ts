import path from 'node:path'
import { expect } from '@playwright/test'
import Database from 'better-sqlite3'
import { expectLive, officeTest } from './office'

const test = officeTest()

test('without the sync endpoint a page says so and can be refreshed by hand', async ({ context, office }) => {
  await office.admit(context)
  const page = await context.newPage()
  await page.route('**/api/v1/sync/**', (route) => route.abort())
  await page.goto(office.address('/dashboard'))
  await expect(page.getByText('Live updates are not available.')).toBeVisible()
  const order = await office.server.createOrder({ totalAmount: 500, paidAmount: 500, paymentStatus: 'cash' })
  await expect(page.getByText(order.orderID)).toHaveCount(0)
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(page.getByText(order.orderID)).toBeVisible()
  await expect(page.locator('dl > div').filter({ hasText: 'Taken today' })).toContainText('RM 5.00')
})

test('without any server the page stays, says so when asked, and is live again by itself', async ({
  context,
  office,
}) => {
  await office.admit(context)
  const kept = await office.server.createOrder()
  const page = await office.open(context, '/dashboard')
  office.network.set({ kind: 'cut' })
  await expect(page.getByText('Live updates are not available.')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(page.getByText('The server does not answer.')).toBeVisible()
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Queue' }).click()
  await expect(page.getByText('The server does not answer.')).toBeVisible()
  await expect(page.getByText(kept.orderID)).toBeVisible()
  await expect(page).toHaveURL(/\/dashboard$/)
  const missed = await office.server.createOrder()
  office.network.set({ kind: 'pass' })
  await expectLive(page)
  await expect(page.getByText(missed.orderID)).toBeVisible()
  await expect(page.getByText('Live updates are not available.')).toHaveCount(0)
})

test('a sign-in that ended is said to have, with the way to a new one and back', async ({ context, office }) => {
  await office.admit(context)
  const page = await office.open(context, '/queue')
  await context.clearCookies()
  office.network.set({ kind: 'cut' })
  await expect(page.locator('header output.text-good')).toHaveCount(0)
  office.network.set({ kind: 'pass' })
  await expect(page.getByText('You are signed out.')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/station\/sign-in\?to=\/queue$/)
})

test('a page that is long in coming shows its shape meanwhile', async ({ context, office }) => {
  await office.admit(context)
  const page = await office.open(context, '/dashboard')
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/bays?_rsc=*', async (route) => {
    await held
    await route.fallback()
  })
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Bays' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveAttribute('aria-busy', 'true')
  release()
  await expect(page.getByRole('heading', { name: 'Bays' })).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
})

test('a page that cannot be drawn says what that means, keeps the others, and is whole again on request', async ({
  context,
  office,
}) => {
  await office.admit(context)
  await office.server.createOrder()
  const file = new Database(path.join(office.server.dataDir, 'ax-station.db'))
  try {
    file.prepare("update sync_events set body = '{}' || body where event_type = 'order_created'").run()
    const page = await context.newPage()
    await page.goto(office.address('/dashboard'))
    await expect(page.getByRole('main').getByRole('alert')).toContainText('This page could not be shown')
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Your orders are safe')
    await page.getByRole('link', { name: 'Bays' }).click()
    await expect(page.getByRole('heading', { name: 'Bays' })).toBeVisible()
    await page.getByRole('link', { name: 'Dashboard' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('This page could not be shown')
    file.prepare("update sync_events set body = substr(body, 3) where event_type = 'order_created'").run()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible()
    await expectLive(page)
  } finally {
    file.close()
  }
})
