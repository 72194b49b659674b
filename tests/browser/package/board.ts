import { type BrowserContext, expect, type Page } from '@playwright/test'
import { ADMIN_EMAIL, ADMIN_PASSWORD, type TestServer } from '../../support/server'

/** Follows the board of another team's page from its first picture to a refused action. @param address of the page */
export async function followBoard(context: BrowserContext, server: TestServer, address: string): Promise<void> {
  const { cookieName: name, adminToken: value } = server
  await context.addCookies([{ name, value, url: address }])
  await readBoard(context, server, address, expectOutcomes)
}

/** The same page without a cookie: what its own server gives it lets it read, and no more. */
export async function followBoardWithToken(
  context: BrowserContext,
  server: TestServer,
  address: string,
): Promise<void> {
  await context.clearCookies()
  await readBoard(context, server, `${address}?server=${encodeURIComponent(server.url)}&token`, async () => {})
}

async function readBoard(
  context: BrowserContext,
  server: TestServer,
  address: string,
  goOn: (page: Page) => Promise<void>,
): Promise<void> {
  const plate = `VX ${Math.floor(Math.random() * 9000) + 1000}`
  const order = await server.createOrder({ plate })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(address)
  await expect(page.getByTestId('state')).toHaveText('connected current')
  await expect(page.getByRole('listitem').filter({ hasText: plate })).toHaveText(/initiated|open/)
  await server.updateOrder(order, { stage: 'cancelled' })
  await expect(page.getByRole('listitem').filter({ hasText: plate })).toHaveText(`${plate} cancelled`)
  await goOn(page)
  expect(problems).toEqual([])
  await page.close()
}

async function expectOutcomes(page: Page): Promise<void> {
  const before = await page.getByTestId('vip').textContent()
  await page.getByRole('button', { name: 'Door' }).click()
  await expect(page.getByTestId('outcome')).toHaveText(/^done +0$/)
  await expect(page.getByTestId('vip')).toHaveText(before === 'true' ? 'false' : 'true')
  await page.getByRole('button', { name: 'Nobody' }).click()
  await expect(page.getByTestId('outcome')).toHaveText(/^refused .*AX-20260115-9999.* 0$/)
}

/** Opens a page of the guide that shows what it follows as its status, and changes it. */
export async function followGuide(
  context: BrowserContext,
  address: string,
  told: { readonly before: string | RegExp; readonly change: () => Promise<void>; readonly after: string | RegExp },
): Promise<void> {
  const page = await context.newPage()
  await page.goto(address)
  await expect(page.getByRole('status')).toHaveText(told.before)
  await told.change()
  await expect(page.getByRole('status')).toHaveText(told.after)
  await page.close()
}

/** The guide's list of orders, seen by somebody who signs in there. */
export async function signInAndFollow(context: BrowserContext, server: TestServer, address: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(address)
  await expect(page.getByRole('alert').filter({ hasText: 'signed out' })).toBeVisible()
  await page.getByLabel('E-mail').fill(ADMIN_EMAIL)
  await page.getByLabel('Password').fill(ADMIN_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await followOrders(page, server)
  await page.close()
}

/** The guide's list of orders shows one that is made and changed. */
export async function followOrders(page: Page, server: TestServer): Promise<void> {
  await expect(page.getByRole('status')).toHaveText('Live')
  const plate = `VX ${Math.floor(Math.random() * 9000) + 1000}`
  const order = await server.createOrder({ plate })
  await expect(page.getByRole('listitem').filter({ hasText: plate })).toHaveText(/: (initiated|open)$/)
  await server.updateOrder(order, { stage: 'cancelled' })
  await expect(page.getByRole('listitem').filter({ hasText: plate })).toHaveText(`${plate}: cancelled`)
}
