import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { axeFindings, smallTargets } from '../station/station-page'
import { expectLive, officeTest, problemsOf } from './office'

const test = officeTest()

test('an administrator looks a person up, saves all that is kept of them, and erases it', async ({
  browser,
  office,
}) => {
  const { server } = office
  const person = { customerName: 'Nur Aisyah', customerPhone: '012-345 6789', plate: 'WXY 1234', totalAmount: 2_500 }
  const gone = await server.createOrder({ ...person, stage: 'cancelled' })
  const here = await server.createOrder({ ...person, stage: 'open' })
  const context = await browser.newContext({ locale: 'en-GB' })
  await office.admit(context)
  const page = await office.open(context, '/dashboard')
  const problems = problemsOf(page)
  await page.getByRole('button', { name: 'Account, language and theme' }).click()
  await page.getByRole('link', { name: 'Personal data' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Personal data')
  await expect(page.getByText(/are kept until somebody erases them here/)).toBeVisible()

  await page.getByRole('textbox', { name: 'Telephone number' }).fill('+60 12 345 6789')
  await page.getByRole('button', { name: 'Look up' }).click()
  const found = page.getByRole('region', { name: /Nur Aisyah/ })
  await expect(found.getByText(`Still under way, and erased only once they are over: ${here.orderID}`)).toBeVisible()
  await expect(found.getByRole('button', { name: 'WXY 1234' })).toBeVisible()
  expect(await axeFindings(page)).toEqual([])
  expect(await smallTargets(page, 44)).toEqual([])
  const download = page.waitForEvent('download')
  await found.getByRole('button', { name: 'Save all of it as a file' }).click()
  const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  expect(saved).toMatchObject({ orders: [{ orderID: gone.orderID }, { orderID: here.orderID }] })

  await found.getByRole('button', { name: 'Erase…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Erase for good' }).click()
  await expect(page.getByText('Erased from 1 order')).toBeVisible()
  await expect(page.getByText(new RegExp(`erased only once they are over: ${here.orderID}`))).toBeVisible()
  const { docs } = await server.rest<{ docs: object[] }>('GET', `/api/orders?where[orderID][equals]=${gone.orderID}`)
  expect(docs).toMatchObject([{ customerName: '***', customerPhone: null, plate: '***', totalAmount: 2_500 }])
  expect(problems).toEqual([])
})

test('what is typed before the page’s scripts have come stays in its field', async ({ browser, office }) => {
  const context = await browser.newContext({ locale: 'en-GB' })
  await office.admit(context)
  const page = await context.newPage()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released
    await route.continue()
  })
  await page.goto(office.address('/kept'), { waitUntil: 'commit' })
  const field = page.getByRole('textbox', { name: 'Telephone number' })
  await field.fill('+60 12 345 6789')
  release()
  await expectLive(page)
  await expect(page.getByRole('button', { name: 'Look up' })).toBeEnabled()
  await expect(field).toHaveValue('+60 12 345 6789')
  await context.close()
})
