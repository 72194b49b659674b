import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { TestServer } from '../../support/server'

/** Follows the board of another team's page from its first picture to a refused action. @param address of the page */
export async function followBoard(context: BrowserContext, server: TestServer, address: string): Promise<void> {
  const { cookieName: name, adminToken: value } = server
  await context.addCookies([{ name, value, url: address }])
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
  await expectOutcomes(page)
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
