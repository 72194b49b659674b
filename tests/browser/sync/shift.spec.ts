import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { test } from '../../support/hold-off'
import { closeShift, openShift } from '../../support/shifts'
import { newOrder } from '../../support/site'
import { StationSite } from './station-site'

/** The till of a desk in a browser: opened, counted and closed, with and without its server; and money that goes back. */

let site: StationSite
test.beforeAll(async () => {
  site = await StationSite.start()
})
test.afterAll(() => site.stop())

const takeCash = async (plate: string, amount: number) =>
  site.command('order.setPayment', {
    orderID: await newOrder(site.server, plate),
    action: 'pay',
    method: 'cash',
    amount,
  })

/** Cash that comes before a shift is not of it. */
const serverHas = (shift: number) =>
  expect
    .poll(async () => {
      const newest = '/api/shifts?sort=-number&limit=1&depth=0'
      return (await site.server.rest<{ docs: { number: number }[] }>('GET', newest)).docs[0]?.number
    })
    .toBe(shift)

test('the drawer is counted before the screen says how much there should be, and the report says the same', async ({
  context,
}) => {
  await site.signIn(context)
  const page = await context.newPage()
  await page.goto(`${site.network.url}/station?role=cashier&lang=en`)
  await openShift(page, '200')
  await serverHas(1)
  await takeCash('TILL 1', 1500)
  const dialog = await closeShift(page, 'Shift 1', '214', async (asked) => {
    await expect(asked).toContainText('began with RM 200.00')
    await expect(asked).not.toContainText('215')
  })
  await expect(dialog).toContainText('There should beRM 215.00')
  await expect(dialog).toContainText('MissingRM 1.00')
  const opens = page.waitForEvent('popup')
  await dialog.getByRole('link', { name: 'The report of shift 1' }).click()
  const report = await opens
  await expect(report.getByRole('heading', { level: 1, name: 'Shift 1' })).toBeVisible()
  // The desk stays where it is: the next car may stand there.
  await expect(dialog).toContainText('MissingRM 1.00')
  const drawer = report.getByRole('region', { name: 'The drawer' })
  for (const line of ['RM 200.00', 'RM 15.00', 'RM 215.00', 'RM 214.00', 'MissingRM 1.00'])
    await expect(drawer).toContainText(line)
  const table = report.waitForEvent('download')
  await report.getByRole('link', { name: 'Download the table: Shift 1' }).click()
  const file = await table
  expect(file.suggestedFilename()).toBe('shift-1.csv')
  expect(readFileSync(await file.path(), 'utf8')).toMatch(/\r\n1,[^\r]*,200,15,215,214,-1,/)
  const whole = new URL(report.url())
  const { status, body } = await page.evaluate(async (address) => {
    const answer = await fetch(address)
    return { status: answer.status, body: await answer.text() }
  }, `${whole.origin}/day/report?of=shifts`)
  expect(status).toBe(200)
  expect(body.trimEnd().split('\r\n')).toHaveLength(2)
  // A paper is not beside the page it came from: it says of which site it is.
  const head = report.getByRole('main').getByText('My site', { exact: true })
  await expect(head).toBeHidden()
  await report.emulateMedia({ media: 'print' })
  await expect(head).toBeVisible()
})

test('without its server it is closed all the same, and told the difference once the server has it', async ({
  context,
}) => {
  await site.signIn(context)
  const page = await context.newPage()
  await page.goto(`${site.network.url}/station?role=cashier&lang=en`)
  // What came in between two shifts is of the later one, and would be there twice if it were counted.
  await page.getByRole('button', { name: 'Open a shift' }).click()
  await page.getByRole('button', { name: 'Open the next shift' }).click()
  await expect(page.getByRole('dialog')).toContainText('since the last shift was closed')
  await page.keyboard.press('Escape')
  await openShift(page, '100')
  await serverHas(2)
  await takeCash('TILL 2', 2000)
  site.network.set({ kind: 'cut' })
  await expect(page.getByText('No connection to the server.')).toBeVisible({ timeout: 30_000 })
  const dialog = await closeShift(page, 'Shift 2', '120')
  await expect(dialog).toContainText('as soon as the server has it')
  site.heal()
  await expect(dialog).toContainText('It is right', { timeout: 30_000 })
  await expect(dialog).toContainText('There should beRM 120.00')
})

test('a part of what was paid is given back, with its reason, and no more than is held', async ({ context }) => {
  await site.signIn(context)
  await takeCash('TILL 3', 1500)
  const page = await context.newPage()
  await page.goto(`${site.network.url}/station?role=cashier&lang=en`)
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
  await page.locator('[data-order]').filter({ hasText: 'TILL 3' }).click()
  await page.getByRole('button', { name: 'Refund…' }).click()
  const dialog = page.getByRole('dialog').last()
  const amount = dialog.getByLabel('How much is given back?')
  const confirm = dialog.getByRole('button', { name: /^Refund RM/ })
  await expect(amount).toHaveValue('15.00')
  await dialog.getByLabel('Why is the money given back?').fill('A mirror was left dirty')
  await amount.fill('15.01')
  await expect(dialog).toContainText('No more than RM 15.00 is held for this order.')
  await expect(confirm).toBeDisabled()
  await amount.fill('4.50')
  await expect(dialog).toContainText('After that RM 4.50 of the order is unpaid.')
  await confirm.click()
  await expect(page.getByText('RM 4.50 refunded')).toBeVisible()
  const { orderID } = await site.order('TILL 3')
  const read = () =>
    site.server.rest<{ docs: object[] }>('GET', `/api/payments?where[orderID][equals]=${orderID}&sort=-seq&limit=1`)
  await expect
    .poll(async () => (await read()).docs[0])
    .toMatchObject({ kind: 'refund', amount: -450, method: 'cash', reason: 'A mirror was left dirty' })
})
