import { type BrowserContext, expect, type Page } from '@playwright/test'
import { test } from '../../support/hold-off'
import { StationSite } from './station-site'

/** A page that the server drew is there before its scripts are: whoever taps it then is heard all the same. */

let site: StationSite
test.beforeAll(async () => {
  site = await StationSite.start()
})
test.afterAll(() => site.stop())

/** The desk as the server drew it; `scripts()` lets its scripts through and waits until they work. */
async function openDrawn(context: BrowserContext): Promise<{ readonly page: Page; scripts(): Promise<void> }> {
  await site.signIn(context)
  const page = await context.newPage()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await released
    await route.continue()
  })
  await page.goto(`${site.network.url}/station?role=cashier&lang=en`, { waitUntil: 'commit' })
  const scripts = async () => {
    release()
    await expect(page.getByText('Current', { exact: true })).toBeVisible()
  }
  return { page, scripts }
}

const till = (page: Page) => page.getByRole('button', { name: 'Open a shift' })
const float = (page: Page) => page.getByRole('dialog').getByLabel('Cash in the drawer as it begins')

test('a tap on a button before the page has its scripts is done once it has them, once', async ({ context }) => {
  const { page, scripts } = await openDrawn(context)
  // What is on its way is not said to be missing.
  await expect(page.getByRole('button', { name: 'New order' }).first()).toBeEnabled()
  await till(page).click()
  // Whoever sees nothing happen taps again, and means the same.
  await till(page).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await scripts()
  await expect(float(page)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(1)
})

test('a finger that is down while the scripts come taps what it came down on', async ({ context }) => {
  const { page, scripts } = await openDrawn(context)
  await till(page).hover()
  await page.mouse.down()
  await scripts()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.mouse.up()
  await expect(float(page)).toBeVisible()
})
