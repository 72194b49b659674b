import { expect, test } from '@playwright/test'
import { WebkitPage, webkitMissing } from '../../support/webkit'
import { expectInTime, FAILURES, type Opening, RETURNS } from './returns'
import { StationSite } from './station-site'

test.skip(webkitMissing !== null, webkitMissing ?? '')

let site: StationSite
let page: WebkitPage
test.beforeAll(async () => {
  site = await StationSite.start()
  page = await WebkitPage.open()
  await page.goTo(`${site.network.url}/help`)
  await page.addCookie(site.server.cookieName, site.server.adminToken)
})
test.afterAll(async () => {
  await page?.close()
  await site?.stop()
})
test.beforeEach(() => site.network.set({ kind: 'pass' }))

/** The step of the wash that the page shows as the present one. */
const step = () => document.querySelector('[aria-current="step"]')?.textContent ?? ''

/** A car in a new bay, on the page, whose first step another station can do. */
async function openBay(opening: Opening): Promise<{ readonly doFirstStep: () => Promise<void> }> {
  const { plate, bayId } = await site.wash()
  await opening(async () => {
    await page.goTo(`${site.network.url}/station?role=bay&bay=${bayId}&lang=en`)
    await expect.poll(() => page.run(step), { intervals: [50] }).toContain('Pre-wash')
    await expect.poll(() => page.shows('Current'), { intervals: [50] }).toBe(true)
  })
  const { jobId, steps } = await site.job(plate)
  return { doFirstStep: () => site.command('job.completeStep', { jobId, stepId: steps[0]?.stepId }) }
}

/** How long the page takes from `back` until it is current and shows the second step, milliseconds. */
async function timeToCurrent(back: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await back()
  await expect.poll(() => page.run(step), { intervals: [50] }).toContain('Soap & Scrub')
  await expect.poll(() => page.shows('Current'), { intervals: [50] }).toBe(true)
  return performance.now() - begun
}

for (const [name, say] of Object.entries(RETURNS)) {
  test(`WebKit: a page that is ${name} after a long outage is current within 2 s`, async () => {
    await expectInTime(async (opening) => {
      const { doFirstStep } = await openBay(opening)
      const before = site.network.refused
      site.network.set({ kind: 'cut' })
      await expect.poll(() => page.shows('Stale since ', true), { timeout: 30_000 }).toBe(true)
      await expect.poll(() => site.network.refused - before, { timeout: 60_000 }).toBeGreaterThanOrEqual(FAILURES)
      await doFirstStep()
      site.network.set({ kind: 'pass' })
      return timeToCurrent(() => page.run(say))
    })
  })
}

test('WebKit: back out of the history: current within 2 s', async () => {
  await expectInTime(async (opening) => {
    const { doFirstStep } = await openBay(opening)
    await page.goTo(`${site.network.url}/help`)
    await doFirstStep()
    return timeToCurrent(() => page.back())
  })
})
