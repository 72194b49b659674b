import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { WEB_SETTINGS_COOKIE } from '@/renderer/hosts/web-settings'
import { SERVER_ENTRY } from '../../support/server'
import { foreignFaces } from '../foreign-faces'
import { ROUNDING } from '../rounding'
import { axeFindings, colourFindings, smallTargets } from '../station/station-page'
import { officeTest, problemsOf } from './office'

/** The documentation of the library, as the server shows it to its own staff and as a folder. */

const test = officeTest()
const FOLDED = 'This example is alive when a server of AX Station serves the page.'

const example = (page: Page, hook: string) => page.locator(`[data-example="${hook}"]`)

test('staff comes to it from the help, and its examples live on the site’s own orders', async ({ browser, office }) => {
  const order = await office.server.createOrder({ plate: 'DOC 1', totalAmount: 2500 })
  const context = await browser.newContext({ baseURL: office.network.url })
  await office.admit(context)
  const page = await context.newPage()
  const problems = problemsOf(page)
  await page.goto('/help')
  await page.getByRole('link', { name: 'Open the documentation' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The library for web pages')
  await page.getByRole('navigation', { name: 'All pages' }).getByRole('link', { name: 'Hooks', exact: true }).click()
  await expect(example(page, 'useOrderSync')).toContainText(`${order.orderID} is initiated`)
  await expect(example(page, 'useConnectionHealth')).toHaveText('healthy, current')
  await office.server.updateOrder(order, { stage: 'billed' })
  await expect(example(page, 'useOrderSync')).toContainText(`${order.orderID} is billed`)
  await expect(example(page, 'useOrderStageChange')).toContainText('initiated → billed')
  await example(page, 'useCommands').getByRole('button').click()
  await expect(example(page, 'useCommands')).toContainText(/order/)
  await expect(page.getByText(FOLDED)).toHaveCount(0)
  expect(problems).toEqual([])
  await context.close()
})

test('whoever is not signed in is led to the sign-in, and from there back', async ({ page, office }) => {
  await page.goto(office.address('/docs/hooks.html'))
  await expect(page).toHaveURL(/\/station\/sign-in\?to=\/docs\/hooks\.html$/)
})

test('every size and look of it can be read by everybody, in the product’s faces', async ({ browser, office }) => {
  const context = await browser.newContext({ baseURL: office.network.url })
  await office.admit(context)
  const page = await context.newPage()
  for (const file of ['index.html', 'hooks.html', 'reference.html']) {
    await page.goto(`/docs/${file}`)
    await expect(page.getByText(FOLDED)).toHaveCount(0)
    expect(await foreignFaces(page), file).toEqual([])
    for (const viewport of [
      { width: 1366, height: 768 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme: 'light' })
      expect(await axeFindings(page), `${file}, ${viewport.width}`).toEqual([])
      const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(sticksOut, `${file}, ${viewport.width}`).toBeLessThanOrEqual(ROUNDING.fraction)
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await colourFindings(page), `${file}, ${viewport.width}, dark`).toEqual([])
    }
  }
  await page.goto('/docs/nothing-of-the-kind.html')
  await expect(page).toHaveURL(/\/docs\/index\.html$/)
  await page.getByText('Pages', { exact: true }).click()
  expect(await smallTargets(page, 24)).toEqual([])
  await context.close()
})

test('it has the theme that this browser keeps', async ({ browser, office }) => {
  const context = await browser.newContext({ baseURL: office.network.url, colorScheme: 'light' })
  await office.admit(context)
  const value = encodeURIComponent(JSON.stringify({ theme: 'dark' }))
  await context.addCookies([{ name: WEB_SETTINGS_COOKIE, value, url: office.network.url }])
  const page = await context.newPage()
  await page.goto('/docs/index.html')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await context.close()
})

test('as a folder it has the same pages, and says where its examples live', async ({ page }) => {
  const folder = path.join(path.dirname(SERVER_ENTRY), 'docs')
  await page.goto(pathToFileURL(path.join(folder, 'index.html')).href)
  await page.getByRole('navigation', { name: 'All pages' }).getByRole('link', { name: 'Hooks', exact: true }).click()
  await expect(example(page, 'useOrderSync')).toHaveText(FOLDED)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hooks')
})
