import { expect, test } from '@playwright/test'
import type { FaultProxy } from '../support/fault-proxy'
import {
  expectOneCard,
  kept,
  openWaiting,
  payCash,
  sendToBay,
  takeOrder,
  takeOrderBack,
} from '../support/offline-orders'
import { command } from '../support/site'
import { ask, executable, type StationApp } from './station-app'
import { openWorkplace } from './workplace'

/** Once it has the price list: without one it takes no order. */
async function loseServer({ page }: StationApp, proxy: FaultProxy): Promise<void> {
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
  await expect.poll(() => ask(page, 'catalogue:load').then(({ services }) => services.length)).toBeGreaterThan(0)
  proxy.set({ kind: 'cut' })
  await expect(page.getByText('No connection to the server.')).toBeVisible({ timeout: 30_000 })
}

/** A desk that has lost its server takes an order; main is killed between the tap and the server's answer, again and again. */
test(`an order taken without a server outlives kill -9 of main under one number [${executable.describe}]`, async () => {
  test.setTimeout(180_000)
  const workplace = await openWorkplace()
  const { server, proxy, start } = workplace
  let station = await start()
  try {
    await loseServer(station, proxy)
    const number = await takeOrder(station.page, 'DSK 1')
    expect(number).toMatch(/^D[A-Z0-9]{2}-0001$/)
    await station.kill()

    station = await start()
    await expectOneCard(station.page, 'DSK 1', number, 'RM 15.00')
    await sendToBay(station.page, 'DSK 1', 'Bay 1')
    await payCash(station.page, number)
    // What was tapped is on the disk, whatever becomes of the station now.
    const lost = await takeOrder(station.page, 'DSK 2')
    await station.kill()
    expect(lost).toBe(number.replace('0001', '0002'))

    station = await start()
    await expectOneCard(station.page, 'DSK 2', lost, 'RM 15.00')
    expect((await takeOrder(station.page, 'DSK 3')).endsWith('-0003')).toBe(true)
    expect((await kept(server, 'DSK 1')).orders).toEqual([])
    proxy.set({ kind: 'pass' })
    await ask(station.page, 'feed:syncNow')
    // They leave in order. (Asked of the page's own feed, its next batch would be taken from the screen.)
    await expect.poll(async () => (await kept(server, 'DSK 3')).orders.length, { timeout: 60_000 }).toBe(1)
    const done = await kept(server, 'DSK 1')
    expect(done.orders).toMatchObject([{ stage: 'in_progress', paidAmount: 1500 }])
    expect(done.orders[0]?.takenAs.slice(0, -9)).toBe(number)
    expect(done.jobs).toMatchObject([{ status: 'pending', orderID: done.orders[0]?.orderID }])
    expect(done.payments).toMatchObject([{ amount: 1500 }])
    await expectOneCard(station.page, 'DSK 1', number, 'Washing')
    expect((await ask(station.page, 'feed:load')).refused).toEqual([])
    expect(
      await command(server, 'order.cancel', { orderID: (await kept(server, 'DSK 2')).orders[0]?.takenAs }),
    ).toMatchObject({ status: 'applied' })
  } finally {
    await workplace.end()
  }
})

test(`what waits is taken back, over kill -9 of main, and the server never hears of it [${executable.describe}]`, async () => {
  test.setTimeout(180_000)
  const workplace = await openWorkplace()
  const { server, proxy, start } = workplace
  let station = await start()
  try {
    await loseServer(station, proxy)
    const number = await takeOrder(station.page, 'BCK 1')
    await payCash(station.page, number)
    await takeOrder(station.page, 'BCK 2')
    await station.kill()

    // The marks outlive the program, and so does what was taken back.
    station = await start()
    await takeOrderBack(station.page, 'BCK 1')
    await station.kill()
    station = await start()
    const list = await openWaiting(station.page, 1)
    await expect(list.getByRole('button', { name: /^Undo · BCK 2/ })).toBeVisible()
    await station.page.keyboard.press('Escape')
    proxy.set({ kind: 'pass' })
    await ask(station.page, 'feed:syncNow')
    await expect.poll(async () => (await ask(station.page, 'feed:load')).pending?.length, { timeout: 60_000 }).toBe(0)
    expect((await kept(server, 'BCK 1')).orders).toEqual([])
    expect((await kept(server, 'BCK 2')).orders).toHaveLength(1)
    expect((await ask(station.page, 'feed:load')).refused).toEqual([])
  } finally {
    await workplace.end()
  }
})
