import { type BrowserContext, expect, type Page } from '@playwright/test'
import { test } from '../../support/hold-off'
import { LastingBrowser } from '../../support/lasting-browser'
import { press } from '../../support/main-jobs/taps'
import {
  expectOneCard,
  kept,
  openByNumber,
  openWaiting,
  payCash,
  sendToBay,
  takeOrder,
  takeOrderBack,
} from '../../support/offline-orders'
import { expectWaiting, StationSite } from './station-site'

/** An order taken in a browser whose server is gone, and all that is done to it before the server is back. */

let site: StationSite
test.beforeAll(async () => {
  site = await StationSite.start()
})
test.afterAll(() => site.stop())
test.beforeEach(() => site.heal())

/** Without a server orders are taken by the price list that the browser has kept. */
const expectPriceList = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ax-station-catalogue'))))
    .toHaveLength(1)

async function openWithoutList(context: BrowserContext): Promise<Page> {
  await site.signIn(context)
  const page = await context.newPage()
  await page.goto(`${site.network.url}/station?role=cashier&lang=en`)
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
  return page
}

async function openDesk(context: BrowserContext): Promise<Page> {
  const page = await openWithoutList(context)
  // It comes by another way than the documents, and has to be here before that is cut.
  await expectPriceList(page)
  return page
}

test('taken, queued, washed and paid without a server, over a killed browser: one order, one job, one payment', async () => {
  test.setTimeout(180_000)
  const browser = new LastingBrowser()
  try {
    let context = await browser.open()
    let desk = await openDesk(context)
    site.network.set({ kind: 'cut' })
    await expect(desk.getByText('No connection to the server.')).toBeVisible({ timeout: 30_000 })
    const number = await takeOrder(desk, 'OFF 1')
    expect(number).toMatch(/^W[A-Z0-9]{2}-0001$/)
    await expectOneCard(desk, 'OFF 1', number, 'RM 15.00')
    await sendToBay(desk, 'OFF 1', 'Bay 1')
    await expectOneCard(desk, 'OFF 1', number, 'Washing')
    await browser.kill()

    // The page comes from the server; what was tapped does not get there yet.
    site.network.set({ kind: 'pass' })
    context = await browser.open()
    const release = site.holdCommands()
    await site.signIn(context)
    const bay = await site.open(context, 'bay-1')
    await expect(bay.getByText('OFF 1').first()).toBeVisible()
    await press(bay, 'Start')
    for (const step of ['Pre-wash', 'Soap & Scrub', 'Rinse']) {
      await press(bay, 'Step done')
      await expect(bay.getByText(`${step} done`)).toBeVisible()
    }
    await press(bay, 'Finish')
    await expect(bay.getByText('Job finished')).toBeVisible()
    await bay.close()
    desk = await openDesk(context)
    await expectOneCard(desk, 'OFF 1', number, 'To pay')
    await payCash(desk, number)
    // Another order, while the first still waits: another number.
    const other = await takeOrder(desk, 'OFF 2')
    expect(other).toBe(number.replace('0001', '0002'))
    await openByNumber(desk, number)
    await expect(desk.getByRole('dialog', { name: `Order ${number}` })).toBeVisible()
    expect((await kept(site.server, 'OFF 1')).orders).toEqual([])

    // The open page goes on under the server's number, and names both.
    release()
    await desk.evaluate(() => window.dispatchEvent(new Event('online')))
    await expect(desk.getByRole('dialog', { name: /^Order AX-/ })).toBeVisible({ timeout: 60_000 })
    await expect(desk.getByRole('dialog')).toContainText(`Taken as ${number}`)
    await desk.keyboard.press('Escape')
    await expectWaiting(desk, 0)
    await expectOneCard(desk, 'OFF 1', number, 'Paid')
    const { orders, jobs, payments } = await kept(site.server, 'OFF 1')
    expect(orders).toMatchObject([{ stage: 'paid', paidAmount: 1500 }])
    expect(orders[0]?.takenAs.slice(0, -9)).toBe(number)
    expect(jobs).toMatchObject([{ status: 'completed', orderID: orders[0]?.orderID }])
    expect(payments).toMatchObject([{ amount: 1500 }])
    expect((await kept(site.server, 'OFF 2')).orders).toHaveLength(1)
    await expect(desk.getByRole('button', { name: /Needs attention/ })).toHaveCount(0)
  } finally {
    await browser.remove()
  }
})

test('what waits is taken back, over a killed browser, and the server never hears of it', async () => {
  test.setTimeout(180_000)
  const browser = new LastingBrowser()
  try {
    let context = await browser.open()
    let desk = await openDesk(context)
    site.network.set({ kind: 'cut' })
    await expect(desk.getByText('No connection to the server.')).toBeVisible({ timeout: 30_000 })
    const number = await takeOrder(desk, 'BCK 1')
    await payCash(desk, number)
    const other = await takeOrder(desk, 'BCK 2')
    await takeOrderBack(desk, 'BCK 1')
    await browser.kill()

    site.network.set({ kind: 'pass' })
    context = await browser.open()
    const release = site.holdCommands()
    desk = await openDesk(context)
    await expectOneCard(desk, 'BCK 2', other, 'RM 15.00')
    // The server is heard: from now on it may have left, and the list says so.
    const list = await openWaiting(desk, 1)
    await expect(list.getByRole('listitem')).toContainText('May have reached the server')
    await expect(list.getByRole('button', { name: /^Undo/ })).toHaveCount(0)
    await desk.keyboard.press('Escape')
    release()
    await desk.evaluate(() => window.dispatchEvent(new Event('online')))
    await expectWaiting(desk, 0)
    expect((await kept(site.server, 'BCK 1')).orders).toEqual([])
    expect((await kept(site.server, 'BCK 2')).orders).toHaveLength(1)
    await expect(desk.getByRole('button', { name: /Needs attention/ })).toHaveCount(0)
  } finally {
    await browser.remove()
  }
})

test('two tabs of a browser never give a number twice', async ({ context }) => {
  const tabs = [await openDesk(context), await openDesk(context)]
  const release = site.holdCommands()
  const numbers = await Promise.all(tabs.map((tab, at) => takeOrder(tab, `TAB ${at}`)))
  const code = numbers[0]?.slice(0, 3)
  expect([...numbers].sort()).toEqual([`${code}-0001`, `${code}-0002`])
  release()
})

test('what is done in one tab stands in the others at once, whichever of them leads', async ({ context }) => {
  const tabs = [await openDesk(context), await openDesk(context), await openDesk(context)]
  site.network.set({ kind: 'cut' })
  const numbers: string[] = []
  for (const [at, tab] of tabs.entries()) {
    const number = await takeOrder(tab, `SEEN ${at}`)
    numbers.push(number)
    for (const each of tabs) {
      await expectOneCard(each, `SEEN ${at}`, number, 'RM 15.00')
      await expectWaiting(each, at + 1)
    }
  }
  // Another tab goes on with it.
  const [first, second] = tabs as [Page, Page]
  await sendToBay(second, 'SEEN 0', 'Bay 2')
  for (const each of tabs) {
    await expectOneCard(each, 'SEEN 0', numbers[0] as string, 'Washing')
    await expectWaiting(each, tabs.length + 1)
  }
  site.network.set({ kind: 'pass' })
  await first.evaluate(() => window.dispatchEvent(new Event('online')))
  for (const [at, tab] of tabs.entries()) {
    await expectWaiting(tab, 0)
    await expectOneCard(tab, `SEEN ${at}`, numbers[at] as string, 'RM 15.00')
    expect((await kept(site.server, `SEEN ${at}`)).orders).toHaveLength(1)
  }
  const { orders, jobs } = await kept(site.server, 'SEEN 0')
  expect(jobs).toMatchObject([{ status: 'pending', orderID: orders[0]?.orderID }])
})

test('an order that the server refuses leaves all that was done to it before a person, who does it again', async ({
  context,
}) => {
  const desk = await openDesk(context)
  site.network.set({ kind: 'cut' })
  const number = await takeOrder(desk, 'REF 1')
  await payCash(desk, number)
  // Meanwhile somebody closes the queue.
  await site.command('queue.close', { queue: 'regular' })
  site.network.set({ kind: 'pass' })
  const open = (count: number) =>
    desk.getByRole('button', { name: `Needs attention (${count})` }).click({ timeout: 60_000 })
  await open(2)
  const entries = desk.getByRole('dialog', { name: 'Needs attention' }).getByRole('listitem')
  await expect(entries.first()).toContainText(/REF 1.*New order.*The Regular queue is closed/)
  await expect(entries.nth(1)).toContainText(new RegExp(`REF 1.*RM.15\\.00.*the new order ${number}`, 's'))
  await expect(entries.nth(1)).toContainText('The server has not taken this order')
  await site.command('queue.open', { queue: 'regular' })
  await entries.first().getByRole('button', { name: 'Do it again' }).click()
  await expect(entries).toHaveCount(1)
  await entries.first().getByRole('button', { name: 'Do it again' }).click()
  await expect(desk.getByText('All is settled.')).toBeVisible()
  await expect.poll(async () => (await kept(site.server, 'REF 1')).payments.map(({ amount }) => amount)).toEqual([1500])
  const { orders } = await kept(site.server, 'REF 1')
  expect(orders.map(({ takenAs }) => takenAs.slice(0, -9))).toEqual([number])
})

test('without a price list nothing is taken, and the button says so before it is tapped', async ({ context }) => {
  await context.route('**/api/services*', (route) => route.abort())
  const desk = await openWithoutList(context)
  await expect(desk.getByRole('button', { name: 'New order', exact: true }).first()).toBeEnabled()
  site.network.set({ kind: 'cut' })
  await expect(desk.getByRole('button', { name: 'No price list yet' }).first()).toBeDisabled({ timeout: 30_000 })
  await expect(desk.getByText('New orders have to wait')).toBeVisible()
  await context.unroute('**/api/services*')
  site.network.set({ kind: 'pass' })
  await expect(desk.getByRole('button', { name: 'New order', exact: true }).first()).toBeEnabled({ timeout: 60_000 })
})
