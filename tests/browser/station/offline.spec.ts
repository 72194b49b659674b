import { type BrowserContext, expect, type Page } from '@playwright/test'
import { chromiumPath } from '@/scripts/test/chromium.mjs'
import { test } from '../../support/hold-off'
import { nextVersion } from '../../support/next-version'
import { expectWaiting, StationSite, stepDone } from '../sync/station-site'

test.use({ serviceWorkers: 'allow' })

let site: StationSite
test.beforeAll(async () => {
  site = await StationSite.start()
})
test.afterAll(() => site.stop())
test.beforeEach(async () => {
  site.network.set({ kind: 'pass' })
})

const NOTHING_KEPT = /^This browser keeps nothing that may be shown/

/** The step of the car's wash that is next: only the documents can tell. */
const step = (page: Page) => page.locator('[aria-current="step"]')

/** The build of the set this browser opens the station with, once it is whole. */
const builds = (page: Page) =>
  page.evaluate(async () => {
    const whole = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      if (await cache.match('/station/shell', { ignoreVary: true })) whole.push(name)
    }
    return navigator.serviceWorker.controller ? whole : []
  })

/** What the browser keeps of the site: how many documents, and of whom. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await asked(indexedDB.open('ax-sync-picture'))
    try {
      const stores = db.transaction(['kept', 'documents'])
      const [of] = await asked(stores.objectStore('kept').getAll())
      const count = await asked(stores.objectStore('documents').count())
      return { owner: (of?.owner as string | undefined) ?? null, current: Boolean(of?.currentAt), count }
    } finally {
      db.close()
    }
  })

/** A bay's station in a browser that can open it again without its server. */
async function openForOffline(context: BrowserContext, bayId: string, token?: string): Promise<Page> {
  await site.signIn(context, token)
  const page = await site.open(context, bayId)
  await expect.poll(() => builds(page), { timeout: 60_000 }).toHaveLength(1)
  await expect.poll(async () => (await kept(page)).current).toBe(true)
  return page
}

test('server killed: the station opens again, says from when it is, takes taps, and they are sent once', async ({
  context,
}) => {
  const { plate, bayId } = await site.wash()
  const before = await site.changes(plate)
  const page = await openForOffline(context, bayId)
  await site.kill()

  await page.reload()
  await expect(step(page)).toContainText('Pre-wash')
  await expect(page.getByText(/^Stale since \d/)).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/station')
  await stepDone(page, 'Pre-wash')
  await expectWaiting(page, 1)
  // And once more, in another tab: what was done is there.
  const second = await context.newPage()
  await second.goto(`${site.network.url}/station`)
  await expect(step(second)).toContainText('Soap & Scrub')
  await page.reload()
  await expectWaiting(page, 1)
  await stepDone(page, 'Soap & Scrub')
  await expectWaiting(page, 2)

  await site.startAgain()
  await expectWaiting(page, 0)
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
  await expect.poll(() => site.steps(plate)).toBe('ccip')
  expect(await site.changes(plate)).toBe(before + 2)
})

for (const fault of ['badGateway', 'stall'] as const) {
  test(`${fault} on the way to the server: the station opens all the same`, async ({ context }) => {
    const { bayId } = await site.wash()
    const page = await openForOffline(context, bayId)
    site.network.set({ kind: fault })
    await page.reload()
    await expect(step(page)).toContainText('Pre-wash')
    await expect(page.getByText(/^Stale since \d/)).toBeVisible()
    site.network.set({ kind: 'pass' })
    await page.getByRole('button', { name: 'Sync now' }).click()
    await expect(page.getByText('Current', { exact: true })).toBeVisible({ timeout: 40_000 })
  })
}

test('a newer version is looked for when the server is back, not with all that happens at the site', async ({
  context,
}) => {
  await context.addInitScript(() => {
    const asked: string[] = []
    Reflect.set(window, 'asked', asked)
    const { update } = ServiceWorkerRegistration.prototype
    ServiceWorkerRegistration.prototype.update = function () {
      asked.push('update')
      return update.call(this)
    }
  })
  const { plate, bayId } = await site.wash()
  const page = await openForOffline(context, bayId)
  await page.reload()
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
  const asked = () => page.evaluate<string[]>(() => Reflect.get(window, 'asked'))
  const before = await asked()
  for (let cars = 0; cars < 5; cars += 1) await site.wash()
  await stepDone(page, 'Pre-wash')
  await expect.poll(() => site.steps(plate)).toBe('cipp')
  await expectWaiting(page, 0)
  await expect(page.getByText('Current', { exact: true })).toBeVisible()
  expect(await asked()).toEqual(before)

  site.network.set({ kind: 'cut' })
  await expect(page.getByText(/^Stale since \d/)).toBeVisible()
  site.network.set({ kind: 'pass' })
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expect.poll(asked).toEqual([...before, 'update'])
})

test('whoever signs out leaves nothing here that opens without the server', async ({ context }) => {
  const { bayId } = await site.wash()
  const page = await openForOffline(context, bayId, await site.staff('leaves@example.test'))
  expect((await kept(page)).count).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/sign-in/)
  expect(await kept(page)).toEqual({ owner: null, current: false, count: 0 })
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('catalogue')))).toEqual([])

  site.network.set({ kind: 'cut' })
  await page.goto(`${site.network.url}/station`)
  await expect(page.getByRole('heading', { name: 'The server does not answer' })).toBeVisible()
  await expect(page.getByText(NOTHING_KEPT)).toBeVisible()
  // The page goes on by itself.
  site.network.set({ kind: 'pass' })
  await expect(page).toHaveURL(/sign-in/)
})

test('a session that ends at the server, or in another tab, ends what is kept; another account finds none of it', async ({
  context,
}) => {
  const { bayId } = await site.wash()
  const token = await site.staff('ends@example.test')
  await site.signIn(context, token)
  const page = await site.open(context, bayId)
  await expect.poll(async () => (await kept(page)).current).toBe(true)
  const { owner } = await kept(page)
  await fetch(`${site.server.url}/api/users/logout`, { method: 'POST', headers: { Authorization: `JWT ${token}` } })
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await expect.poll(() => kept(page)).toEqual({ owner: null, current: false, count: 0 })
  // The page that is still open writes nothing more of what it has.
  await stepDone(page, 'Pre-wash')
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
  expect(await kept(page)).toEqual({ owner: null, current: false, count: 0 })

  const other = await openForOffline(context, bayId)
  expect((await kept(other)).owner).not.toBe(owner)
  site.network.set({ kind: 'cut' })
  await other.reload()
  await expect(step(other)).toContainText('Pre-wash')
})

const ELSEWHERE = {
  'signs out in the panel': async (page: Page) => {
    await page.goto(`${site.network.url}/admin/logout`)
    await expect(page.getByText(/logged out/i).first()).toBeVisible()
  },
  'signs in over it in the panel': async (page: Page) => {
    await site.staff('after@example.test')
    await page.goto(`${site.network.url}/admin`)
    const status = await page.evaluate(async () => {
      const body = JSON.stringify({ email: 'after@example.test', password: 'correct horse battery' })
      const headers = { 'Content-Type': 'application/json' }
      return (await fetch('/api/users/login', { method: 'POST', headers, body })).status
    })
    expect(status).toBe(200)
  },
}
for (const [name, act] of Object.entries(ELSEWHERE)) {
  test(`where somebody ${name}, nothing of who was there before opens, at either address`, async ({ context }) => {
    const { bayId } = await site.wash()
    const station = await openForOffline(context, bayId, await site.staff(`before-${bayId}@example.test`))
    // The same session, with another cookie: it is still the person's own.
    await station.evaluate(() => fetch('/api/users/refresh-token', { method: 'POST' }))
    site.network.set({ kind: 'cut' })
    await station.reload()
    await expect(step(station)).toContainText('Pre-wash')
    site.network.set({ kind: 'pass' })
    await station.close()
    const page = await context.newPage()
    await act(page)

    // Not even where the server is there and knows somebody else; held back, the page does not go on by itself.
    await context.route('**/api/v1/sync/health', (route) => route.abort())
    await page.goto(`${site.network.url}/station/shell`)
    await expect(page.getByText(NOTHING_KEPT)).toBeVisible()
    expect(await kept(page)).toEqual({ owner: null, current: false, count: 0 })
    site.network.set({ kind: 'cut' })
    await page.goto(`${site.network.url}/station`)
    await expect(page.getByText(NOTHING_KEPT)).toBeVisible()
  })
}

test('the panel is never served by the worker, and the shell is nobody’s', async ({ context }) => {
  const { bayId } = await site.wash()
  const page = await openForOffline(context, bayId)
  const shell = await page.evaluate(async () => {
    const answer = await caches.match('/station/shell', { ignoreVary: true })
    return {
      text: await answer?.text(),
      names: (
        await Promise.all(
          (
            await caches.keys()
          ).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)),
        )
      ).flat(),
    }
  })
  expect(shell.text).not.toContain('owner@example.test')
  expect(shell.text).not.toContain('WSH ')
  expect(shell.names.filter((name) => name !== '/station/shell' && !name.startsWith('/_next/static/'))).toEqual([])
  expect(shell.names.length).toBeGreaterThan(5)
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.scope)
  expect(scope).toBe(`${site.network.url}/station`)
  site.network.set({ kind: 'cut' })
  await expect(page.goto(`${site.network.url}/admin`)).rejects.toThrow(/ERR_/)
})

test('a newer version is fetched whole, takes over beside open pages, and is theirs at the next load', async ({
  context,
}) => {
  const { bayId } = await site.wash()
  const page = await openForOffline(context, bayId)
  const [old] = await builds(page)
  const newer = nextVersion('newer0')
  try {
    // Not whole: one of its files is missing. What was there goes on opening the station.
    const broken = nextVersion('broken', { lacking: true })
    await site.restart({ entry: broken.entry })
    await expect(page.getByText('Current', { exact: true })).toBeVisible({ timeout: 60_000 })
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update().catch(() => {}))
    await site.kill()
    await page.reload()
    await expect(step(page)).toContainText('Pre-wash')
    expect(await builds(page)).toEqual([old])
    broken.remove()

    await site.startAgain({ entry: newer.entry })
    await expect(page.getByText('A newer version is ready.')).toBeVisible({ timeout: 60_000 })
    // The open page goes on with its own files, which are still there for it.
    expect((await builds(page)).sort()).toEqual([old, 'ax-station-shell newer0'].sort())
    await stepDone(page, 'Pre-wash')
    await expectWaiting(page, 0)
    await page.getByRole('button', { name: 'Load it now' }).click()
    await expect(page.getByText('Current', { exact: true })).toBeVisible()
    await expect(page.getByText('A newer version is ready.')).toHaveCount(0)
    await site.kill()
    await page.reload()
    await expect(step(page)).toContainText('Soap & Scrub')
    expect(await page.locator('meta[name="ax-build"]').getAttribute('content')).toBe('newer0')
  } finally {
    newer.remove()
    await site.kill()
    await site.startAgain()
  }
})

test('a browser that could not fetch everything at first does so once the server is back', async ({ context }) => {
  const { bayId } = await site.wash()
  const half = nextVersion('half00', { lacking: true })
  try {
    await site.restart({ entry: half.entry })
    await site.signIn(context)
    const page = await site.open(context, bayId)
    const failed = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) === undefined)
    await expect.poll(failed, { timeout: 60_000 }).toBe(true)
    await site.kill()
    await site.startAgain()
    await expect.poll(() => builds(page), { timeout: 60_000 }).toHaveLength(1)
  } finally {
    half.remove()
    await site.kill()
    await site.startAgain()
  }
})

test('over plain HTTP the settings say what that costs and what would help', async ({ playwright }) => {
  const browser = await playwright.chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP desk.local 127.0.0.1'],
  })
  try {
    const context = await browser.newContext()
    const address = site.network.url.replace('127.0.0.1', 'desk.local')
    await context.addCookies([{ name: site.server.cookieName, value: site.server.adminToken, url: address }])
    const page = await context.newPage()
    await page.goto(`${address}/station?role=cashier&lang=en`)
    await expect(page.getByText('Current', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Settings' }).click()
    await expect(page.getByText(/^This page came over plain HTTP\./)).toBeVisible()
    await page.goto(`${site.network.url}/station`)
  } finally {
    await browser.close()
  }
})
