import { expect, type Page } from '@playwright/test'
import { test } from '../../support/hold-off'
import { expectCurrent, expectSeen, expectShown } from './expectations'
import { SyncSite } from './site'

let site: SyncSite
test.beforeAll(async () => {
  site = await SyncSite.start()
})
test.afterAll(() => site.stop())

const shown = (page: Page, type: string) => page.locator(`li[data-type="${type}"]`)
const number = async (page: Page, name: string) => Number(await page.getByTestId(name).textContent())

test('connection: connects by itself, disconnects and connects on request', async ({ context }) => {
  await site.admit(context)
  const page = await site.open(context)
  await expectCurrent(page)
  await expect(shown(page, 'connected')).toHaveCount(1)
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await expectShown(page, 'state', 'disconnected')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expectCurrent(page)
})

test('connection: heartbeats are seen and keep the picture current', async ({ context }) => {
  await site.admit(context)
  const page = await site.open(context)
  await expectCurrent(page)
  await expect(shown(page, 'heartbeat').first()).toBeVisible({ timeout: 30_000 })
  await expectShown(page, 'health', 'healthy')
})

test('fallback: polling takes over where streams are blocked, and hands back', async ({ context }) => {
  await site.admit(context)
  let blocked = true
  await context.route('**/api/v1/sync/events*', (route) =>
    blocked && route.request().resourceType() === 'eventsource' ? route.abort() : route.fallback(),
  )
  const page = await site.open(context, { attempts: '2' })
  await expectShown(page, 'state', 'polling_fallback')
  await expectShown(page, 'freshness', 'current')
  const before = (await site.log()).length
  const order = await site.server.createOrder()
  await site.change(order, 3)
  await expectSeen(page, (await site.log()).slice(before))
  await expect(shown(page, 'polling_data_refresh').first()).toBeVisible()
  blocked = false
  await expectCurrent(page)
  await site.change(order, 2)
  await expectSeen(page, (await site.log()).slice(before))
})

test('filtering: one order, and no other', async ({ context }) => {
  await site.admit(context)
  const wanted = await site.server.createOrder()
  const other = await site.server.createOrder()
  const page = await site.open(context, { orderID: wanted.orderID })
  await expectCurrent(page)
  await site.change(other, 2)
  await site.change(wanted, 2)
  await expect(shown(page, 'status_update')).toHaveCount(2)
  for (const line of await shown(page, 'status_update').all()) {
    await expect(line).toHaveAttribute('data-order', wanted.orderID)
  }
})

test('filtering: one type of event, and no other', async ({ context }) => {
  await site.admit(context)
  const page = await site.open(context, { eventTypes: 'stage_change' })
  await expectCurrent(page)
  const order = await site.server.createOrder()
  await site.change(order, 2)
  await site.server.updateOrder(order, { stage: 'open' })
  await expect(shown(page, 'stage_change')).toHaveCount(1)
  await expect(shown(page, 'status_update')).toHaveCount(0)
  await expect(shown(page, 'order_created')).toHaveCount(0)
})

test('real-time updates: a change is on the page within a second', async ({ context }) => {
  await site.admit(context)
  const order = await site.server.createOrder()
  const page = await site.open(context, { show: order.orderID })
  await expectCurrent(page)
  const took: number[] = []
  for (const stage of ['open', 'in_progress', 'billed'] as const) {
    await site.server.updateOrder(order, { stage })
    const changed = performance.now()
    await expect(page.getByTestId('stage')).toHaveText(stage)
    took.push(performance.now() - changed)
  }
  // The quickest: what else the machine does meanwhile holds up one or another.
  expect(Math.min(...took)).toBeLessThan(1_000)
})

test('real-time updates: a burst arrives whole, in order and in few renders', async ({ context }) => {
  await site.admit(context)
  const page = await site.open(context)
  await expectCurrent(page)
  const before = (await site.log()).length
  const orders = await Promise.all(Array.from({ length: 8 }, () => site.server.createOrder()))
  const rendersBefore = await page.evaluate(() => window.renders)
  await Promise.all(orders.map((order) => site.change(order, 10)))
  const ids = (await site.log()).slice(before)
  await expectSeen(page, ids)
  expect(ids.length).toBeGreaterThanOrEqual(88)
  expect((await page.evaluate(() => window.renders)) - rendersBefore).toBeLessThan(ids.length * 2)
})

test('metrics: connections and events are counted', async ({ context }) => {
  await site.admit(context)
  const page = await site.open(context)
  await expectCurrent(page)
  const received = await number(page, 'received')
  const order = await site.server.createOrder()
  await site.change(order, 4)
  await expect.poll(() => number(page, 'received')).toBeGreaterThanOrEqual(received + 5)
  expect(await number(page, 'connections')).toBe(1)
  const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem('ax-billing-sync-state') ?? '{}'))
  await expect.poll(async () => (await kept()).connectionMetrics?.totalEvents).toBeGreaterThanOrEqual(5)
})
