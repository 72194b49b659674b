import { expect, type Page, test } from '@playwright/test'
import { FaultProxy } from '../fault-proxy'
import { startLoadedServer } from '../loaded-site'
import type { TestServer } from '../server'
import { setSite } from '../site'
import { BAY_JOBS } from './bay-jobs'
import { DESK_JOBS } from './desk-jobs'
import { type Car, JobSite } from './job-site'
import type { MainJob, Screens } from './main-job'

/** The two stations under test, each behind a network of its own. */
export interface Stations {
  readonly desk: Page
  readonly bay: Page
  close(): Promise<void>
}

export interface Networks {
  readonly desk: FaultProxy
  readonly bay: FaultProxy
}

export interface Proof {
  readonly where: 'web' | 'electron'
  readonly open: (server: TestServer, networks: Networks, web: OpenWeb) => Promise<Stations>
}

export type OpenWeb = (url: string, query: string) => Promise<Page>

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
    let networks: Networks
    let stations: Stations
    let others: Screens

    test.beforeAll(async ({ browser }) => {
      const web: OpenWeb = async (url, query) => {
        // The desktop station does the same jobs with everything in motion, which costs a third more.
        const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' })
        await context.addCookies([{ name: server.cookieName, value: server.adminToken, url }])
        const page = await context.newPage()
        await page.goto(`${url}/station?${query}`)
        return page
      }
      server = await startLoadedServer({ AX_RATE_PER_MINUTE: '100000' })
      await setSite(server, { whatsappNumber: '+60123456789' })
      site = new JobSite(server)
      networks = { desk: await FaultProxy.start(server.url), bay: await FaultProxy.start(server.url) }
      others = { desk: await web(server.url, 'role=cashier'), bay: await web(server.url, 'role=bay&bay=bay-1') }
      stations = await open(server, networks, web)
      for (const page of [others.desk, others.bay, stations.desk, stations.bay]) {
        await expect(page.getByText('Current', { exact: true })).toBeVisible()
      }
      // That what has just appeared holds a finger off is proved by double-taps.spec; the desktop station does these jobs with it.
      if (where === 'web') await Promise.all([stations.desk, stations.bay].map(withoutHoldOff))
    })

    test.afterAll(async () => {
      await stations?.close()
      for (const page of Object.values(others ?? {})) await page.context().close()
      await networks?.desk.stop()
      await networks?.bay.stop()
      await server?.stop()
    })

    for (const job of [...DESK_JOBS, ...BAY_JOBS].filter(({ only }) => only === undefined || only === where)) {
      test(`${job.at}: ${job.name}, with 1,000 orders`, () => prepared(job, (page, car) => doJob(job, page, car)))
      test(`${job.at}: ${job.name}, with the server cut in the middle`, () =>
        prepared(job, (page, car) => doJobOffline(job, page, car)))
    }

    /** Gives the job its car, and the site its peace afterwards. */
    async function prepared(job: MainJob, work: (page: Page, car: Car) => Promise<void>): Promise<void> {
      const page = stations[job.at]
      const car = await job.prepare(site)
      try {
        await caughtUp(page)
        await job.ready?.(page)
        await job.beforehand?.(page, car, { site, network: networks[job.at] })
        await work(page, car)
        if (job.name.includes('QR')) await seeQr(page, car)
      } finally {
        networks[job.at].set({ kind: 'pass' })
        await site.clear(car)
      }
    }

    async function doJob(job: MainJob, page: Page, car: Car): Promise<void> {
      await job.act(page, car)
      await expect.poll(() => job.kept(site, car)).toEqual(job.becomes(car))
      await job.elsewhere?.(others, car)
    }

    async function doJobOffline(job: MainJob, page: Page, car: Car): Promise<void> {
      const before = await job.kept(site, car)
      networks[job.at].set({ kind: 'cut' })
      await job.act(page, car)
      if (job.commands > 0) await expect(page.getByText(waitingText(job.commands))).toBeVisible()
      expect(await job.kept(site, car)).toEqual(before)
      networks[job.at].set({ kind: 'pass' })
      // Behind a dialog the button is out of reach, and the station comes back by itself.
      if ((await page.getByRole('dialog').count()) === 0) await page.getByRole('button', { name: 'Sync now' }).click()
      await expect(page.getByText(/actions? waiting/)).toHaveCount(0, { timeout: RECONNECTED_WITHIN_MS })
      await expect.poll(() => job.kept(site, car)).toEqual(job.becomes(car))
      await job.elsewhere?.(others, car)
    }

    async function withoutHoldOff(page: Page): Promise<void> {
      await page.evaluate(() => document.documentElement.style.setProperty('--hold-off', '1ms'))
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
