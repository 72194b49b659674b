import { expect, type Page } from '@playwright/test'
import { test } from '../../support/hold-off'
import { expectCurrent } from './expectations'
import { SyncSite } from './site'

let site: SyncSite
test.beforeAll(async () => {
  site = await SyncSite.start()
})
test.afterAll(() => site.stop())

const metadata = (page: Page, id: string) => page.getByText(id, { exact: true }).getAttribute('data-metadata')
const acknowledge = (page: Page) => page.getByRole('button', { name: 'Acknowledge all' }).click()
const open = (page: Page) => page.getByTestId('unacknowledged')

/** A change of an order, and the event it made, as soon as the page shows it. */
async function newEvent(page: Page): Promise<string> {
  await site.server.createOrder()
  const id = (await site.log()).at(-1) as string
  await expect(page.getByText(id, { exact: true })).toBeVisible()
  return id
}

test('an event is processed at once and acknowledged when somebody does so, over a reload too', async ({ context }) => {
  await site.admit(context)
  const page = await site.open(context)
  await expectCurrent(page)
  const id = await newEvent(page)
  expect(await metadata(page, id)).toBe('true false')
  await acknowledge(page)
  await expect(open(page)).toHaveText('0')
  expect(await metadata(page, id)).toBe('true true')
  await page.reload()
  await expect(page.getByText(id, { exact: true })).toBeVisible()
  expect(await metadata(page, id)).toBe('true true')
  const next = await newEvent(page)
  expect(await metadata(page, next)).toBe('true false')
  await page.reload()
  await expect(page.getByText(next, { exact: true })).toBeVisible()
  expect(await metadata(page, next)).toBe('true false')
})

test('an acknowledgement in one tab holds in the others, whichever leads, and after all were closed', async ({
  context,
}) => {
  await site.admit(context)
  const leader = await site.open(context)
  await expectCurrent(leader)
  const follower = await site.open(context)
  await expectCurrent(follower)
  const first = await newEvent(follower)
  await acknowledge(follower)
  await expect(open(leader)).toHaveText('0')
  const second = await newEvent(follower)
  await expect(leader.getByText(second, { exact: true })).toBeVisible()
  await acknowledge(leader)
  await expect(open(follower)).toHaveText('0')
  const third = await site.open(context)
  await expect(third.getByText(second, { exact: true })).toBeVisible()
  expect(await metadata(third, first)).toBe('true true')
  await leader.close()
  await expectCurrent(follower)
  await follower.close()
  await third.close()
  const later = await site.open(context)
  for (const id of [first, second]) {
    await expect(later.getByText(id, { exact: true })).toBeVisible()
    expect(await metadata(later, id)).toBe('true true')
  }
})
