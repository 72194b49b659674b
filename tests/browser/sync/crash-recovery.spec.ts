import { expect } from '@playwright/test'
import { test } from '../../support/hold-off'
import { LastingBrowser } from '../../support/lasting-browser'
import { expectCurrent, expectSeen, expectShown, seen } from './expectations'
import { SyncSite } from './site'

let site: SyncSite
test.beforeAll(async () => {
  site = await SyncSite.start()
})
test.afterAll(() => site.stop())

const since = async (before: number) => (await site.log()).slice(before)

test('tab closed and reopened: goes on from where it was, nothing missing, nothing twice', async ({ context }) => {
  await site.admit(context)
  const first = await site.open(context)
  await expectCurrent(first)
  const before = (await site.log()).length
  const order = await site.server.createOrder()
  await site.change(order, 3)
  await expectSeen(first, await since(before))
  const told = await seen(first)
  await first.close()
  await site.change(order, 4)
  const second = await site.open(context)
  await expectCurrent(second)
  await expectSeen(second, (await since(before)).slice(told.length))
})

test('refresh: the list is there again at once, and what came meanwhile follows', async ({ context }) => {
  await site.admit(context)
  const page = await site.open(context)
  await expectCurrent(page)
  const order = await site.server.createOrder()
  const last = (await site.log()).at(-1) as string
  await expect(page.getByText(last)).toBeVisible()
  await page.reload()
  await expect(page.getByText(last)).toBeVisible()
  await expectCurrent(page)
  await site.change(order, 2)
  for (const id of (await site.log()).slice(-2)) await expect(page.getByText(id)).toBeVisible()
})

test('browser killed: the next one shows the server’s state', async () => {
  const browser = new LastingBrowser()
  try {
    const context = await browser.open()
    await site.admit(context)
    const order = await site.server.createOrder()
    const page = await site.open(context, { show: order.orderID })
    await expectCurrent(page)
    await expectShown(page, 'stage', 'initiated')
    await browser.kill()
    await site.server.updateOrder(order, { stage: 'open' })
    const next = await browser.open()
    await site.admit(next)
    const again = await site.open(next, { show: order.orderID })
    await expectCurrent(again)
    await expectShown(again, 'stage', 'open')
  } finally {
    await browser.remove()
  }
})

test('offline and online again: says so meanwhile, then catches up', async ({ context }) => {
  await site.admit(context)
  const page = await site.open(context)
  await expectCurrent(page)
  const before = (await site.log()).length
  await context.setOffline(true)
  // Chromium's offline switch leaves open streams alone; pulling the cable does not.
  site.network.set({ kind: 'cut' })
  await expect(page.getByTestId('freshness')).not.toHaveText('current', { timeout: 30_000 })
  const order = await site.server.createOrder()
  await site.change(order, 6)
  site.network.set({ kind: 'pass' })
  await context.setOffline(false)
  await expectCurrent(page)
  await expectSeen(page, await since(before))
})

test('server killed and started again: reconnects from the same cursor by itself', async ({ context }) => {
  await site.admit(context)
  const page = await site.open(context)
  await expectCurrent(page)
  const before = (await site.log()).length
  const order = await site.server.createOrder()
  await site.change(order, 3)
  await site.kill()
  await expect(page.getByTestId('freshness')).not.toHaveText('current')
  await site.restart()
  await site.change(order, 3)
  await expectCurrent(page)
  await expectSeen(page, await since(before))
})
