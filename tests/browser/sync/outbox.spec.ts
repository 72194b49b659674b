import { type BrowserContext, expect } from '@playwright/test'
import { test } from '../../support/hold-off'
import { LastingBrowser } from '../../support/lasting-browser'
import { expectWaiting, loseAnswers, StationSite, stepDone } from './station-site'

let site: StationSite
test.beforeAll(async () => {
  site = await StationSite.start()
})
test.afterAll(() => site.stop())
test.beforeEach(() => site.heal())

/** The station of a bay in a browser that may be killed; `first` is done to its network before the page is there. */
async function openBay(browser: LastingBrowser, bayId: string, first?: (context: BrowserContext) => Promise<void>) {
  const context = await browser.open()
  await site.signIn(context)
  await first?.(context)
  return site.open(context, bayId)
}

test('browser killed with the server cut: every tap is there again, and each is executed once, in order', async () => {
  const { plate, bayId } = await site.wash()
  const before = await site.changes(plate)
  const browser = new LastingBrowser()
  try {
    let page = await openBay(browser, bayId)
    site.network.set({ kind: 'cut' })
    // The second of these is possible only after the first, and the last only after both.
    await stepDone(page, 'Pre-wash')
    await stepDone(page, 'Soap & Scrub')
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect(page.getByText('Job paused')).toBeVisible()
    await browser.kill()
    expect(await site.changes(plate)).toBe(before)

    site.network.set({ kind: 'pass' })
    page = await openBay(browser, bayId)
    await expectWaiting(page, 0)
    await expect.poll(() => site.steps(plate)).toBe('ccip')
    await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible()
    expect(await site.changes(plate)).toBe(before + 3)
  } finally {
    await browser.remove()
  }
})

test('browser killed after the server acted and before it answered: nothing is done twice', async () => {
  const { plate, bayId } = await site.wash()
  const before = await site.changes(plate)
  const browser = new LastingBrowser()
  try {
    let page = await openBay(browser, bayId, loseAnswers)
    await stepDone(page, 'Pre-wash')
    await expect.poll(() => site.steps(plate)).toBe('cipp')
    await browser.kill()
    page = await openBay(browser, bayId)
    await expectWaiting(page, 0)
    expect(await site.steps(plate)).toBe('cipp')
    expect(await site.changes(plate)).toBe(before + 1)
    await expect(page.locator('[aria-current="step"]')).toContainText('Soap & Scrub')
  } finally {
    await browser.remove()
  }
})

test('reload: what waits is shown again as done, counted, and sent when it can be', async ({ context }) => {
  const { plate, bayId } = await site.wash()
  await site.signIn(context)
  const release = site.holdCommands()
  const page = await site.open(context, bayId)
  await stepDone(page, 'Pre-wash')
  await page.reload()
  await expectWaiting(page, 1)
  await expect(page.locator('[aria-current="step"]')).toContainText('Soap & Scrub')
  expect(await site.steps(plate)).toBe('ippp')
  release()
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expectWaiting(page, 0)
  expect(await site.steps(plate)).toBe('cipp')
  await expect(page.locator('[aria-current="step"]')).toContainText('Soap & Scrub')
})

test('what the server refuses stays before a person, over a killed browser, until it is decided on', async () => {
  const { plate, bayId } = await site.wash()
  const browser = new LastingBrowser()
  try {
    let page = await openBay(browser, bayId)
    site.network.set({ kind: 'cut' })
    await stepDone(page, 'Pre-wash')
    await stepDone(page, 'Soap & Scrub')
    await page.getByRole('button', { name: '2 actions waiting' }).click()
    const waiting = page.getByRole('dialog', { name: 'Waiting for the server' })
    await expect(waiting.getByRole('listitem')).toHaveText([/^WSH .*Pre-wash done/, /^WSH .*Soap & Scrub done/])
    await page.keyboard.press('Escape')
    // Meanwhile the desk calls the wash off.
    const { orderID } = await site.order(plate)
    await site.command('order.cancel', { orderID })
    site.network.set({ kind: 'pass' })
    const open = (shown: typeof page, count: number) =>
      shown.getByRole('button', { name: `Needs attention (${count})` }).click({ timeout: 40_000 })
    await open(page, 2)
    await browser.kill()

    page = await openBay(browser, bayId)
    await open(page, 2)
    const refused = page.getByRole('dialog', { name: 'Needs attention' }).getByRole('listitem')
    await expect(refused.first()).toContainText('Pre-wash done')
    await expect(refused.first()).toContainText('Cancelled')
    // Not done again either: the rules say so at once, and it stays.
    await refused.first().getByRole('button', { name: 'Do it again' }).click()
    await expect(page.getByText(/^The server refused: /)).toBeVisible()
    await expect(refused).toHaveCount(2)
    await refused.first().getByRole('button', { name: 'Discard…' }).click()
    await refused.first().getByRole('button', { name: 'No longer needed' }).click()
    await expect(refused).toHaveCount(1)
    await page.reload()
    await expect(page.getByText('Current', { exact: true })).toBeVisible()
    await open(page, 1)
    await refused.first().getByRole('button', { name: 'Discard…' }).click()
    await refused.first().getByRole('button', { name: 'It was a mistake' }).click()
    await expect(page.getByText('All is settled.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /Needs attention/ })).toHaveCount(0)
  } finally {
    await browser.remove()
  }
})

test('two tabs, one outbox: the tab that lives sends what a dead one left', async ({ context }) => {
  const { plate, bayId } = await site.wash()
  const before = await site.changes(plate)
  await site.signIn(context)
  const release = site.holdCommands()
  const leader = await site.open(context, bayId)
  const follower = await site.open(context, bayId)
  await stepDone(follower, 'Pre-wash')
  await expectWaiting(leader, 1)
  await leader.close()
  await expect(follower.getByText('Current', { exact: true })).toBeVisible({ timeout: 30_000 })
  release()
  await follower.getByRole('button', { name: 'Sync now' }).click()
  await expectWaiting(follower, 0)
  await expect.poll(() => site.steps(plate)).toMatch(/^ci/)
  expect(await site.changes(plate)).toBe(before + 1)
})

test('another account never sends what this one did, and is told that it waits', async ({ context }) => {
  const { plate, bayId } = await site.wash()
  await site.signIn(context)
  const release = site.holdCommands()
  const mine = await site.open(context, bayId)
  await stepDone(mine, 'Pre-wash')
  await site.signIn(context, await site.staff('second@example.test'))
  release()
  // The old tab's session is now the other person's: it must not act in that name.
  await mine.getByRole('button', { name: 'Sync now' }).click()
  await expect(mine.getByText('You are signed out.')).toBeVisible()
  await expect(mine.getByText('1 action stays in this browser')).toBeVisible()
  const theirs = await site.open(context, bayId)
  await expect(theirs.getByText('1 action of another account waits in this browser.')).toBeVisible()
  await expectWaiting(theirs, 0)
  expect(await site.steps(plate)).toBe('ippp')
  await site.signIn(context)
  await mine.reload()
  await expect.poll(() => site.steps(plate)).toBe('cipp')
})

test('signing out says what has not been sent and what becomes of it', async ({ context }) => {
  const { bayId } = await site.wash()
  await site.signIn(context, await site.staff('leaver@example.test'))
  site.holdCommands()
  const page = await site.open(context, bayId)
  await stepDone(page, 'Pre-wash')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  const question = page.getByRole('dialog', { name: '1 action has not been sent' })
  await expect(question).toContainText('1 action stays in this browser')
  await question.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(question).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await question.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/station/sign-in')
})

test('a browser that stores nothing says so, and still sends what it can', async ({ context }) => {
  const { plate, bayId } = await site.wash()
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
  })
  await site.signIn(context)
  const page = await site.open(context, bayId)
  site.network.set({ kind: 'cut' })
  await stepDone(page, 'Pre-wash')
  await expect(page.getByText('this browser keeps nothing on its disk')).toBeVisible({ timeout: 30_000 })
  await expectWaiting(page, 1)
  site.network.set({ kind: 'pass' })
  await expectWaiting(page, 0)
  expect(await site.steps(plate)).toBe('cipp')
})

test('over plain HTTP from another machine, where tabs cannot share, a tap is kept over a reload too', async () => {
  const { plate, bayId } = await site.wash()
  const browser = new LastingBrowser()
  try {
    const context = await browser.open(['--host-resolver-rules=MAP station.local 127.0.0.1'])
    const address = site.network.url.replace('127.0.0.1', 'station.local')
    await context.addCookies([{ name: site.server.cookieName, value: site.server.adminToken, url: address }])
    const release = site.holdCommands()
    const page = await context.newPage()
    await page.goto(`${address}/station?role=bay&bay=${bayId}&lang=en`)
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false)
    await stepDone(page, 'Pre-wash')
    await page.reload()
    await expectWaiting(page, 1)
    await expect(page.locator('[aria-current="step"]')).toContainText('Soap')
    release()
    await page.getByRole('button', { name: 'Sync now' }).click()
    await expectWaiting(page, 0)
    expect(await site.steps(plate)).toBe('cipp')
  } finally {
    await browser.remove()
  }
})
