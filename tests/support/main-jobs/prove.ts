import { type Browser, expect, type Page, test } from '@playwright/test'
import { FaultProxy } from '../fault-proxy'
import { withoutHoldOff } from '../hold-off'
import { startLoadedServer } from '../loaded-site'
import type { TestServer } from '../server'
import { setSite } from '../site'
import { BAY_JOBS } from './bay-jobs'
import { DESK_JOBS } from './desk-jobs'
import { type Car, JobSite } from './job-site'
import type { MainJob } from './main-job'

/** The station under test, behind a network of its own. */
export interface Station {
  readonly page: Page
  close(): Promise<void>
}

export interface Proof {
  readonly where: 'web' | 'electron'
  /** Opens the station of this place at the address of its network. */
  readonly open: (at: MainJob['at'], around: { server: TestServer; url: string; web: OpenWeb }) => Promise<Station>
}

/** A station in a browser, signed in, by the address of its server. */
export type OpenWeb = (at: MainJob['at'], url: string) => Promise<Page>

const WEB_QUERY = { desk: 'role=cashier', bay: 'role=bay&bay=bay-1' } as const

const webStations =
  (browser: Browser, server: TestServer): OpenWeb =>
  async (at, url) => {
    // With everything in motion, which costs a third more, the desktop station does each job once.
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' })
    await context.addCookies([{ name: server.cookieName, value: server.adminToken, url }])
    await withoutHoldOff(context)
    const page = await context.newPage()
    await page.goto(`${url}/station?${WEB_QUERY[at]}`)
    return page
  }

const RECONNECTED_WITHIN_MS = 40_000
const waitingText = (count: number) => (count === 1 ? '1 action waiting' : `${count} actions waiting`)

/**
 * Each main job, from the first tap to another screen and the database, on the built server with a thousand orders:
 * once as it is, and once with the server cut off before the first tap and back after the last.
 */
export function proveMainJobs(title: string, { where, open }: Proof): void {
  test.describe(title, () => {
    let server: TestServer
    let site: JobSite
    let network: FaultProxy
    let station: Station
    let web: OpenWeb
    /** Screens beside the station's, by what they are for. */
    const others = new Map<MainJob['at'], Page>()

    test.beforeAll(async ({ browser }) => {
      server = await startLoadedServer({ AX_RATE_PER_MINUTE: '100000' })
      await setSite(server, { whatsappNumber: '+60123456789' })
      site = new JobSite(server)
      web = webStations(browser, server)
    })

    test.afterAll(() => server?.stop())

    // One station at a time: each hears of all that happens at the site, and draws it, whether or not it is being used.
    for (const at of ['desk', 'bay'] as const) {
      test.describe(at, () => {
        test.beforeAll(async () => {
          network = await FaultProxy.start(server.url)
          station = await open(at, { server, url: network.url, web })
          await caughtUp(station.page)
        })

        test.afterAll(async () => {
          for (const page of others.values()) await page.context().close()
          others.clear()
          await station?.close()
          await network?.stop()
        })

        const jobs = [...DESK_JOBS, ...BAY_JOBS].filter((job) => job.at === at)
        for (const job of jobs.filter(({ only }) => only === undefined || only === where)) {
          test(`${job.name}, with 1,000 orders`, () => prepared(job, (page, car) => doJob(job, page, car)))
          test(`${job.name}, with the server cut in the middle`, () =>
            prepared(job, (page, car) => doJobOffline(job, page, car)))
        }
      })
    }

    /** Gives the job its car, and the site its peace afterwards. */
    async function prepared(job: MainJob, work: (page: Page, car: Car) => Promise<void>): Promise<void> {
      const { page } = station
      if (job.elsewhere) await look(job.elsewhere.at)
      const car = await job.prepare(site)
      try {
        await caughtUp(page)
        await job.ready?.(page, car)
        await job.beforehand?.(page, car, { site, network })
        await work(page, car)
        if (job.name.includes('QR')) await seeQr(page, car)
      } finally {
        network.set({ kind: 'pass' })
        await site.clear(car)
      }
    }

    async function doJob(job: MainJob, page: Page, car: Car): Promise<void> {
      await page.emulateMedia({ reducedMotion: where === 'electron' ? 'no-preference' : 'reduce' })
      const before = site.answered()
      await job.act(page, car)
      // What was taken back is as it was before the taps: only the answers tell that they have arrived. A QR code that is
      // shown is a command of the screen's own.
      await expect.poll(() => site.answered() - before).toBeGreaterThanOrEqual(job.commands)
      await expect.poll(() => job.kept(site, car)).toEqual(job.becomes(car))
      await seenElsewhere(job, car)
    }

    async function doJobOffline(job: MainJob, page: Page, car: Car): Promise<void> {
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const before = await job.kept(site, car)
      network.set({ kind: 'cut' })
      await job.act(page, car)
      if (job.commands > 0) await expect(page.getByText(waitingText(job.commands))).toBeVisible()
      expect(await job.kept(site, car)).toEqual(before)
      network.set({ kind: 'pass' })
      // Behind a dialog the button is out of reach, and the station comes back by itself.
      if ((await page.getByRole('dialog').count()) === 0) await page.getByRole('button', { name: 'Sync now' }).click()
      await expect(page.getByText(/actions? waiting/)).toHaveCount(0, { timeout: RECONNECTED_WITHIN_MS })
      await expect.poll(() => job.kept(site, car)).toEqual(job.becomes(car))
      await seenElsewhere(job, car)
    }

    /** The screen that looks on, which draws all that happens as the station does: from the first job that needs it. */
    async function look(at: MainJob['at']): Promise<Page> {
      const page = others.get(at) ?? (await web(at, server.url))
      others.set(at, page)
      await caughtUp(page)
      return page
    }

    async function seenElsewhere({ elsewhere }: MainJob, car: Car): Promise<void> {
      if (elsewhere) await elsewhere.shows(await look(elsewhere.at), car)
    }

    async function caughtUp(page: Page): Promise<void> {
      await expect(page.getByText('Current', { exact: true })).toBeVisible({ timeout: RECONNECTED_WITHIN_MS })
    }

    async function seeQr(page: Page, car: Car): Promise<void> {
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText(/^Order AX-/)).toBeVisible()
      await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible()
      await expect.poll(async () => (await site.order(car.plate)).qrCodeGenerated).toBe(true)
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
    }
  })
}
