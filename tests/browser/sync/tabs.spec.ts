import { expect, type Page } from '@playwright/test'
import { test } from '../../support/hold-off'
import { expectCurrent, expectSeen } from './expectations'
import { SyncSite } from './site'

let site: SyncSite
test.beforeAll(async () => {
  site = await SyncSite.start()
})
test.afterAll(() => site.stop())

/** Streams that the server holds open for these pages. */
const streams = (requests: readonly string[]) => requests.filter((url) => url.includes('/sync/events'))

/** Nothing of the page goes on until the end of it: it waits for an answer, which keeps no core busy as a loop would. */
async function hangs(page: Page): Promise<{ end(): Promise<void> }> {
  let answer = (): void => undefined
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  const asked = page.waitForRequest('**/late')
  await page.route('**/late', async (route) => {
    await answered
    await route.fulfill({ body: 'at last' })
  })
  const hanging = page.evaluate(() => {
    const request = new XMLHttpRequest()
    request.open('GET', '/late', false)
    request.send()
  })
  await asked
  return {
    async end() {
      answer()
      await hanging
    },
  }
}

test('ten tabs over HTTP/1.1 share one stream and are all live', async ({ context }) => {
  await site.admit(context)
  const opened: string[] = []
  context.on('request', (request) => {
    if (request.resourceType() === 'eventsource') opened.push(request.url())
  })
  const pages: Page[] = []
  for (let at = 0; at < 10; at++) pages.push(await site.open(context))
  for (const page of pages) await expectCurrent(page)
  const before = (await site.log()).length
  const order = await site.server.createOrder()
  await site.change(order, 5)
  const ids = (await site.log()).slice(before)
  expect(ids.length).toBeGreaterThanOrEqual(6)
  for (const page of pages) await expectSeen(page, ids)
  expect(streams(opened)).toHaveLength(1)
  // The six connections of HTTP/1.1 are not used up: an ordinary request still gets through.
  const health = await pages[9]?.evaluate(() => fetch('/api/v1/sync/health').then((response) => response.status))
  expect(health).toBe(200)
})

test('the next tab goes on from the same cursor when the leader closes', async ({ context }) => {
  await site.admit(context)
  const leader = await site.open(context)
  await expectCurrent(leader)
  const second = await site.open(context)
  const third = await site.open(context)
  await expectCurrent(second)
  await expectCurrent(third)
  const before = (await site.log()).length
  const order = await site.server.createOrder()
  await leader.close()
  await site.change(order, 10)
  const ids = (await site.log()).slice(before)
  await expectSeen(second, ids)
  await expectSeen(third, ids)
  await expectCurrent(second)
})

test('another tab takes the lead from one that hangs, and nothing is lost or doubled', async ({ context }) => {
  await site.admit(context)
  const leader = await site.open(context)
  await expectCurrent(leader)
  const follower = await site.open(context)
  await expectCurrent(follower)
  const before = (await site.log()).length
  const hang = await hangs(leader)
  const order = await site.server.createOrder()
  await site.change(order, 5)
  const ids = (await site.log()).slice(before)
  await expectSeen(follower, ids)
  await hang.end()
  await expectCurrent(leader)
  await expectSeen(leader, ids)
  const kept = await follower.evaluate(() => JSON.parse(localStorage.getItem('ax-billing-sync-state') ?? 'null'))
  expect(kept.version).toBe('1.0.0')
  expect(kept.lastEventId).toBe(ids.at(-1))
})

test('tabs that cannot share have a stream each, and storage stays whole', async ({ context }) => {
  await site.admit(context)
  const pages = [await site.open(context, { shareTabs: 'no' }), await site.open(context, { shareTabs: 'no' })]
  for (const page of pages) await expectCurrent(page)
  const before = (await site.log()).length
  const order = await site.server.createOrder()
  await site.change(order, 20)
  const ids = (await site.log()).slice(before)
  for (const page of pages) await expectSeen(page, ids)
  const last = ids.at(-1)
  const kept = () => pages[0]?.evaluate(() => JSON.parse(localStorage.getItem('ax-billing-sync-state') ?? 'null'))
  await expect.poll(async () => (await kept()).lastEventId).toBe(last)
  expect((await kept()).events.length).toBeGreaterThan(0)
})
