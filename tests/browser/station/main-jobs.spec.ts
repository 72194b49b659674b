import { type Browser, expect, type Page, test } from '@playwright/test'
import { FaultProxy } from '../../support/fault-proxy'
import { startServer, type TestServer } from '../../support/server'
import { head, newOrder } from '../../support/site'

interface OrderRow {
  readonly orderID: string
  readonly plate: string
  readonly stage: string
  readonly bayId: string | null
  readonly totalAmount: number
  readonly paidAmount: number
  readonly paymentStatus: string
}

interface JobRow {
  readonly status: string
  readonly steps: readonly { readonly name: string; readonly status: string; readonly skipReason?: string | null }[]
}

/** Each main job, from the first tap to a second screen and the database, on the built server. */
test.describe
  .serial('the main jobs of the web station', () => {
    let server: TestServer
    let desk: Page
    let bay: Page

    test.beforeAll(async ({ browser }) => {
      server = await startServer()
      desk = await openStation(browser, server.url, 'role=cashier')
      bay = await openStation(browser, server.url, 'role=bay&bay=bay-1')
    })
    test.afterAll(() => server?.stop())

    async function openStation(browser: Browser, url: string, query: string): Promise<Page> {
      const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
      await context.addCookies([{ name: 'payload-token', value: server.adminToken, url }])
      const page = await context.newPage()
      await page.goto(`${url}/station?${query}`)
      await expect(page.getByText('Current', { exact: true })).toBeVisible()
      return page
    }

    const first = async <T>(collection: string, where: string): Promise<T | undefined> =>
      (await server.rest<{ docs: T[] }>('GET', `/api/${collection}?where${where}&depth=0&sort=-createdAt`)).docs[0]
    const order = (plate: string) => first<OrderRow>('orders', `[plate][equals]=${encodeURIComponent(plate)}`)
    const job = (plate: string) => first<JobRow>('jobs', `[plate][equals]=${encodeURIComponent(plate)}`)
    /** Jobs made for a car: every executed assignment to a bay makes one. */
    const jobsOf = async (plate: string) =>
      (await server.rest<{ totalDocs: number }>('GET', `/api/jobs?where[plate][equals]=${encodeURIComponent(plate)}`))
        .totalDocs

    /** How the job's steps stand in the database, by one letter each: p, i, c, s. */
    const steps = async (plate: string) => (await job(plate))?.steps.map(({ status }) => status[0]).join('')

    test('a new order: plate, one service, create', async () => {
      await desk.getByRole('button', { name: 'New order' }).first().click()
      await desk.getByLabel('Number plate').fill('WXY 1001')
      await desk.getByRole('checkbox', { name: /Basic Wash/ }).click({ force: true })
      await desk.getByRole('button', { name: /^Create · RM/ }).click()
      await expect(desk.getByRole('dialog').getByText(/^Order AX-/)).toBeVisible()
      await desk.keyboard.press('Escape')
      await expect(bay.getByText('WXY 1001').first()).toBeVisible()
      expect(await order('WXY 1001')).toMatchObject({ stage: 'initiated', totalAmount: 1500, paymentStatus: 'pending' })
    })

    test('a place in the queue moves on both screens', async () => {
      await newOrder(server, 'WXY 1002')
      const up = desk.getByRole('button', { name: 'Move WXY 1002 up' })
      await expect(up).toBeEnabled()
      await up.click()
      await expect(up).toBeDisabled()
      const next = bay.getByRole('region', { name: 'Next' })
      await expect(next.getByText('WXY 1002')).toBeVisible()
      await desk.getByRole('button', { name: 'Undo' }).first().click()
      await expect(next.getByText('WXY 1001')).toBeVisible()
    })

    test('the desk sends a car to the bay', async () => {
      await desk.getByRole('button', { name: 'More for WXY 1001' }).click()
      await desk.getByRole('menuitem', { name: 'Send to a bay' }).click()
      await desk.getByRole('dialog').getByRole('button', { name: 'Bay 1', exact: true }).click()
      await expect(bay.getByText('Ready to start')).toBeVisible()
      expect(await order('WXY 1001')).toMatchObject({ stage: 'in_progress', bayId: 'bay-1' })
    })

    test('while the car is in its bay, the desk reads why it cannot be billed', async () => {
      await desk.locator('[data-order]').filter({ hasText: 'WXY 1001' }).click()
      const move = desk.getByRole('listitem').filter({ has: desk.getByRole('button', { name: 'Billed' }) })
      await expect(move).toContainText('The car is still in its bay')
      await expect(move.getByRole('button')).toBeDisabled()
      await desk.keyboard.press('Escape')
    })

    test('the bay starts, pauses, resumes, does a step, takes it back and skips one with its reason', async () => {
      await bay.getByRole('button', { name: 'Start', exact: true }).click()
      await expect.poll(() => steps('WXY 1001')).toMatch(/^ip+$/)
      await bay.getByRole('button', { name: 'Pause', exact: true }).click()
      await expect.poll(async () => (await job('WXY 1001'))?.status).toBe('paused')
      await bay.getByRole('button', { name: 'Resume', exact: true }).click()
      await expect.poll(async () => (await job('WXY 1001'))?.status).toBe('in_progress')
      await bay.getByRole('button', { name: 'Step done' }).click()
      await expect.poll(() => steps('WXY 1001')).toMatch(/^cip+$/)
      await bay.getByText('Pre-wash done').locator('..').getByRole('button', { name: 'Undo' }).click()
      await expect.poll(() => steps('WXY 1001')).toMatch(/^ip+$/)
      await bay.getByRole('button', { name: 'Skip', exact: true }).click()
      await bay.getByRole('button', { name: 'No supplies' }).click()
      await expect.poll(() => steps('WXY 1001')).toMatch(/^sip+$/)
      expect((await job('WXY 1001'))?.steps[0]).toMatchObject({ skipReason: 'no_supplies' })
    })

    test('a step done by keyboard alone, then the last ones and the finish', async () => {
      await bay.getByRole('button', { name: 'Step done' }).focus()
      await bay.keyboard.press('Enter')
      await expect.poll(() => steps('WXY 1001')).toMatch(/^scip*$/)
      const finish = bay.getByRole('button', { name: 'Finish', exact: true })
      const done = bay.getByRole('button', { name: 'Step done' })
      while ((await steps('WXY 1001'))?.includes('p')) {
        const before = await steps('WXY 1001')
        await done.click()
        await expect.poll(() => steps('WXY 1001')).not.toBe(before)
      }
      await finish.click()
      await expect.poll(async () => (await job('WXY 1001'))?.status).toBe('completed')
      await expect(desk.getByRole('region', { name: /Billed/ }).getByText('WXY 1001')).toBeVisible()
    })

    test('search and open by keyboard alone; cash is taken once', async () => {
      await desk.keyboard.press('/')
      await desk.keyboard.type('1001', { delay: 90 })
      await expect(desk.getByText('1 order found')).toBeVisible()
      await desk.keyboard.press('Enter')
      const page = desk.getByRole('dialog')
      await page.getByRole('button', { name: 'Cash', exact: true }).click()
      await expect.poll(() => order('WXY 1001')).toMatchObject({ paidAmount: 1500, paymentStatus: 'cash' })
      await expect(page.getByRole('button', { name: 'Cash', exact: true })).toHaveCount(0)
    })

    test('a tap while the server cannot be reached is kept, counted and executed once', async ({ browser }) => {
      const proxy = await FaultProxy.start(server.url)
      try {
        const far = await openStation(browser, proxy.url, 'role=bay&bay=bay-2')
        const take = far.getByRole('button', { name: 'Take this car' })
        await expect(take).toBeVisible()
        const logBefore = await head(server)
        proxy.set({ kind: 'cut' })
        await take.click()
        await expect(far.getByText('1 action waiting')).toBeVisible()
        expect(await head(server)).toBe(logBefore)
        expect(await jobsOf('WXY 1002')).toBe(0)
        proxy.set({ kind: 'pass' })
        await expect(far.getByText('1 action waiting')).toHaveCount(0, { timeout: 40_000 })
        await expect(far.getByText('Ready to start')).toBeVisible()
        expect(await order('WXY 1002')).toMatchObject({ stage: 'in_progress', bayId: 'bay-2' })
        expect(await jobsOf('WXY 1002')).toBe(1)
        await far.context().close()
      } finally {
        await proxy.stop()
      }
    })
  })
