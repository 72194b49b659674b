import { expect, type Page, test } from '@playwright/test'
import { expectCurrent, expectShown } from './expectations'
import { SyncSite } from './site'

const STAFF = { email: 'staff@example.test', password: 'a long enough one' }

let site: SyncSite
test.beforeAll(async () => {
  site = await SyncSite.start()
  for (const tenantId of ['other', 'third']) {
    await site.server.rest('POST', '/api/tenants', { tenantId, name: tenantId })
  }
  await site.server.rest('POST', '/api/users', { ...STAFF, role: 'staff', tenant: 'main' })
})
test.afterAll(() => site.stop())

const lines = (page: Page) => page.getByRole('region', { name: 'other' }).getByRole('listitem')

/** Whether the regular queue of a site is open, in the database. */
async function queueOpen(tenant: string): Promise<boolean | undefined> {
  const where = `where[tenant][equals]=${tenant}&where[queueId][equals]=regular`
  return (await site.server.rest<{ docs: { open: boolean }[] }>('GET', `/api/queues?${where}`)).docs[0]?.open
}

test('an account allowed at both sites follows one order of the second beside everything of the first', async ({
  context,
}) => {
  await site.admit(context)
  const own = await site.server.createOrder({ tenant: 'main' })
  // Each site counts its own orders: one more, so that no number of the two is the same.
  await site.server.createOrder({ tenant: 'other' })
  const wanted = await site.server.createOrder({ tenant: 'other' })
  const unwanted = await site.server.createOrder({ tenant: 'other' })
  const page = await site.open(context, { otherTenant: 'other', otherOrder: wanted.orderID })
  await expectCurrent(page)
  await expectShown(page, 'other-state', 'connected')
  await site.change(unwanted, 1)
  await site.change(wanted, 1)
  await site.change(own, 1)
  await expect(lines(page).filter({ hasText: `other ${wanted.orderID} status_update` })).toHaveCount(1)
  await expect(lines(page).filter({ hasText: unwanted.orderID })).toHaveCount(0)
  await expect(lines(page).filter({ hasText: 'main ' })).toHaveCount(0)
  // The page's own stream has the first site alone.
  await expect(page.locator(`li[data-order="${own.orderID}"][data-type="status_update"]`)).toHaveCount(1)
  await expect(page.locator(`li[data-order="${wanted.orderID}"]`)).toHaveCount(0)
})

test('an account of one site gets nothing of another, and keeps its own', async ({ context }) => {
  await site.admit(context, STAFF)
  const wanted = await site.server.createOrder({ tenant: 'other' })
  const own = await site.server.createOrder({ tenant: 'main' })
  const page = await site.open(context, { otherTenant: 'other', otherOrder: wanted.orderID })
  await expectCurrent(page)
  await expectShown(page, 'other-state', 'error')
  await expect(page.getByTestId('other-error')).not.toBeEmpty()
  await site.change(wanted, 1)
  await site.change(own, 1)
  await expect(page.locator(`li[data-order="${own.orderID}"][data-type="status_update"]`)).toHaveCount(1)
  await expect(lines(page)).toHaveCount(0)
})

test('a command acts at the site it names, and at no other', async ({ context }) => {
  await site.admit(context)
  const page = await site.open(context, { tenantId: 'other', account: 'user:1' })
  await expectShown(page, 'queue', 'open')
  await page.getByRole('button', { name: 'Close queue' }).click()
  await expectShown(page, 'queue', 'closed')
  expect(await queueOpen('other')).toBe(false)
  expect(await queueOpen('main')).toBe(true)
})

test('a command for a site the account has no part in is not executed', async ({ context }) => {
  await site.admit(context, STAFF)
  const page = await site.open(context, { tenantId: 'third' })
  await expectShown(page, 'state', 'error')
  await page.getByRole('button', { name: 'Close queue' }).click()
  const command = { id: crypto.randomUUID(), type: 'queue.close', payload: { queue: 'regular' } }
  const answer = await context.request.post(`${site.network.url}/api/v1/sync/commands?tenantId=third`, {
    data: { commands: [{ ...command, issuedAt: new Date().toISOString() }] },
    headers: { Origin: site.network.url },
  })
  expect(answer.status()).toBe(403)
  expect(await queueOpen('third')).toBe(true)
  expect(await queueOpen('main')).toBe(true)
})
