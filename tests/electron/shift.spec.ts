import { expect, test } from '@playwright/test'
import { closeShift, openShift } from '../support/shifts'
import { command, newOrder } from '../support/site'
import { executable } from './station-app'
import { openWorkplace } from './workplace'

/** The till of a desktop station, which has a key and no person. */
test(`a shift is opened, counted and closed at a desktop station, over kill -9 of main [${executable.describe}]`, async () => {
  test.setTimeout(120_000)
  const { server, start, end } = await openWorkplace()
  let station = await start()
  try {
    await expect(station.page.getByText('Current', { exact: true })).toBeVisible()
    await openShift(station.page, '200')
    const orderID = await newOrder(server, 'TILL 3')
    await command(server, 'order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 1500 })
    await station.kill()

    station = await start()
    const dialog = await closeShift(station.page, 'Shift 1', '215')
    await expect(dialog).toContainText('It is right')
    await expect(dialog).toContainText('There should beRM 215.00')
  } finally {
    await end()
  }
})
