import type { Page } from '@playwright/test'
import { ROUNDING } from '../rounding'
import { axeFindings, colourFindings, expect, setLook, smallTargets, test } from './station-page'

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
]

async function openPanel(page: Page) {
  // The banner of a screen that is behind moves what is under it once it comes.
  if (page.url().includes('state=stale')) await expect(page.getByText('No connection to the server.')).toBeVisible()
  await page.getByRole('button', { name: 'Settings' }).first().click()
  await page.getByRole('tab', { name: 'Connection' }).click()
  await page.getByRole('button', { name: 'Open the connection panel' }).click()
  const panel = page.getByRole('region', { name: 'Sync debug panel' })
  await expect(panel.getByRole('listbox', { name: 'Events' })).toBeVisible()
  return panel
}

const emit = (page: Page, count: number) => page.evaluate((events) => window.siteInMemory.debug.emit(events), count)

for (const state of ['', '&state=stale']) {
  test(`axe finds nothing on the connection screen in any look${state}`, async ({ openStation }) => {
    const page = await openStation(`?role=cashier&theme=light${state}`)
    const panel = await openPanel(page)
    await panel.getByRole('listbox', { name: 'Events' }).getByRole('option').nth(1).click()
    await panel.getByRole('listbox', { name: 'Log entries' }).getByRole('option').nth(1).click()
    expect(await axeFindings(page), 'light').toEqual([])
    for (const look of ['dark', 'contrast'] as const) {
      await setLook(page, look)
      expect(await colourFindings(page), look).toEqual([])
    }
  })
}

test('the connection screen fits a touchscreen, a desk and a phone, with targets for fingers', async ({
  openStation,
}) => {
  const page = await openStation('?role=cashier')
  const panel = await openPanel(page)
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const { scrolls, wide } = await panel.evaluate((element) => ({
      scrolls: element.scrollWidth - element.clientWidth,
      wide: document.documentElement.scrollWidth - window.innerWidth,
    }))
    expect(Math.max(scrolls, wide), `${size.width} pixels`).toBeLessThanOrEqual(ROUNDING.whole)
    expect(await smallTargets(page, 44), `${size.width} pixels`).toEqual([])
  }
})

test('actions, filter and inspector by keyboard alone', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const panel = await openPanel(page)
  await panel.getByRole('button', { name: 'Force polling' }).focus()
  await page.keyboard.press('Enter')
  const asked = () => page.evaluate(() => window.siteInMemory.debug.asked)
  expect(await asked()).toEqual(['forcePolling'])
  await panel.getByLabel('Filter events').focus()
  await page.keyboard.type('payment')
  const list = panel.getByRole('listbox', { name: 'Events' })
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('option', { selected: true })).toContainText('payment_update')
  await expect(panel.getByRole('region', { name: 'Chosen event' })).toContainText('payment_update')
  await page.keyboard.press('Escape')
  await expect(panel.getByRole('region', { name: 'Chosen event' })).toHaveCount(0)
})

/** Bursts a hundredth of a second apart, for three seconds. */
const BURSTS = 300

/** Processor seconds of the page's main thread for these bursts, whatever else the machine does. */
async function costOf(page: Page, eventsEach: number): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
  }
  const before = await spent()
  await page.evaluate(
    async ([bursts, each]) => {
      for (let sent = 0; sent < bursts; sent += 1) {
        window.siteInMemory.debug.emit(each)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    [BURSTS, eventsEach] as const,
  )
  const cost = (await spent()) - before
  await devtools.detach()
  return cost
}

test('10,000 events a second leave the screen free', async ({ openStation }) => {
  const page = await openStation('?role=cashier')
  const panel = await openPanel(page)
  // The first events draw what is drawn once.
  await costOf(page, 1)
  const few = await costOf(page, 1)
  const many = await costOf(page, 100)
  // Drawn for each event it would be a hundred times as much.
  expect(many / few).toBeLessThan(5)
  await expect(panel.getByText(/^1,000\b/).first()).toBeVisible()
  await panel.getByRole('button', { name: 'Pause' }).click()
  await emit(page, 5)
  await expect(panel.getByText(/paused at .*, \d+ newer/)).toBeVisible()
})
