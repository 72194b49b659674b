import { type BrowserContext, type CDPSession, expect, type Page } from '@playwright/test'
import { test } from '../../support/hold-off'
import { expectInTime, FAILURES, RETURNS } from './returns'
import { StationSite } from './station-site'

let site: StationSite
test.beforeAll(async () => {
  site = await StationSite.start()
})
test.afterAll(() => site.stop())
test.beforeEach(() => site.network.set({ kind: 'pass' }))

const stale = (page: Page) => page.getByText(/^Stale since \d/)

/** How long the page takes from `back` until it is current and shows `step` done, milliseconds. */
async function timeToCurrent(page: Page, step: string, back: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await back()
  await expect(page.locator('[aria-current="step"]')).toContainText(step)
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
  return performance.now() - begun
}

/** Another station does the first step of the car's job. */
async function doFirstStep(plate: string): Promise<void> {
  const { jobId, steps } = await site.job(plate)
  await site.command('job.completeStep', { jobId, stepId: steps[0]?.stepId })
}

/** Holds the page's thread, as a tab in the background is held: nothing in it runs. */
async function putToSleep(context: BrowserContext, page: Page): Promise<CDPSession> {
  const cdp = await context.newCDPSession(page)
  const asleep = new Promise((resolve) => cdp.once('Debugger.paused', resolve))
  await cdp.send('Debugger.enable')
  await cdp.send('Debugger.pause')
  await asleep
  return cdp
}

/** The server is away for so long that the page only asks for it now and then. */
async function longOutage(page: Page): Promise<void> {
  let refused = 0
  page.on('requestfailed', () => {
    refused += 1
  })
  site.network.set({ kind: 'cut' })
  await expect(stale(page)).toBeVisible()
  await expect.poll(() => refused, { timeout: 60_000 }).toBeGreaterThanOrEqual(FAILURES)
}

for (const [name, say] of Object.entries(RETURNS)) {
  test(`a page that is ${name} after a long outage is current within 2 s`, async ({ context }) => {
    await site.signIn(context)
    await expectInTime(async (opening) => {
      const { plate, bayId } = await site.wash()
      const page = await opening(() => site.open(context, bayId))
      await longOutage(page)
      await doFirstStep(plate)
      site.network.set({ kind: 'pass' })
      const took = await timeToCurrent(page, 'Soap & Scrub', () => page.evaluate(say))
      await page.close()
      return took
    })
  })
}

test('a tab whose leader sleeps in the background is current within 2 s of being looked at', async ({ context }) => {
  await site.signIn(context)
  await expectInTime(async (opening) => {
    const { plate, bayId } = await site.wash()
    const leader = await site.open(context, bayId)
    const page = await opening(() => site.open(context, bayId))
    const cdp = await putToSleep(context, leader)
    await doFirstStep(plate)
    const took = await timeToCurrent(page, 'Soap & Scrub', () => page.evaluate(RETURNS['looked at again']))
    await cdp.send('Debugger.disable')
    await expect(leader.locator('[aria-current="step"]')).toContainText('Soap & Scrub')
    await Promise.all([leader.close(), page.close()])
    return took
  })
})

test('a network that comes back is used within 2 s', async ({ context }) => {
  await site.signIn(context)
  await expectInTime(async (opening) => {
    const { plate, bayId } = await site.wash()
    const page = await opening(() => site.open(context, bayId))
    const cdp = await context.newCDPSession(page)
    const network = (offline: boolean) =>
      cdp.send('Network.emulateNetworkConditions', {
        ...{ offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
      })
    await cdp.send('Network.enable')
    await network(true)
    // The browser itself cuts no stream that is open: the network does.
    await longOutage(page)
    site.network.set({ kind: 'pass' })
    await doFirstStep(plate)
    const took = await timeToCurrent(page, 'Soap & Scrub', () => network(false))
    await page.close()
    return took
  })
})

test('back out of the history: current within 2 s', async ({ context }) => {
  await site.signIn(context)
  await expectInTime(async (opening) => {
    const { plate, bayId } = await site.wash()
    const page = await opening(() => site.open(context, bayId))
    await page.goto(`${site.network.url}/help`)
    await doFirstStep(plate)
    const took = await timeToCurrent(page, 'Soap & Scrub', () => page.goBack({ waitUntil: 'commit' }))
    await page.close()
    return took
  })
})
