import { expect, type Locator, type Page } from '@playwright/test'
import { fromMore, press } from './main-jobs/taps'
import type { TestServer } from './server'

/** What people do to an order that the server has not heard of, and what the server then has of it. */

/** Takes an order and gives the number that is shown for it. */
export async function takeOrder(page: Page, plate: string): Promise<string> {
  await page.getByRole('button', { name: 'New order', exact: true }).first().click()
  await page.getByLabel('Number plate').fill(plate)
  await page.getByRole('dialog').getByText('Basic Wash').first().click()
  await page.getByRole('button', { name: /^Create · RM/ }).click()
  const said = page.getByRole('dialog').getByText(/^Order [DW][A-Z0-9]{2}-\d{4}$/)
  await expect(said).toBeVisible()
  const number = ((await said.textContent()) ?? '').replace('Order ', '')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  return number
}

/**
 * One card on the board, found by its plate and by its number. A browser draws two of 28 letters for its numbers: where another
 * drew the same, an order of that one is found by the number too.
 */
export async function expectOneCard(page: Page, plate: string, number: string, says: string | RegExp): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Plate, number, name or phone' })
  const found = page.locator('main [data-order]')
  await search.fill(plate)
  await expect(found).toHaveCount(1)
  await expect(found).toContainText(says)
  // Nobody has this one: what is found next is found by the number.
  await search.fill(number.replace(/\d+$/, '9999'))
  await expect(found).toHaveCount(0)
  await search.fill(number)
  const card = found.filter({ hasText: plate })
  await expect(card).toHaveCount(1)
  await expect(card).toContainText(says)
  await search.fill('')
}

export async function sendToBay(page: Page, plate: string, bay: string): Promise<void> {
  await fromMore(page, plate, 'Send to a bay')
  await page.getByRole('dialog').getByRole('button', { name: bay, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Opens the order by the number the customer has in hand, and pays it in cash. */
export async function payCash(page: Page, number: string): Promise<void> {
  await openByNumber(page, number)
  await press(page, 'Cash')
  await expect(page.getByRole('button', { name: 'Cash', exact: true })).toHaveCount(0)
  await closeOrder(page)
}

/** Leaves the order that is open, and what was searched for. */
export async function closeOrder(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Plate, number, name or phone' }).fill('')
}

export async function openByNumber(page: Page, number: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Plate, number, name or phone' })
  await search.fill(number)
  await search.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** All that the server has of the car with this plate. */
export async function kept(server: TestServer, plate: string) {
  const rows = async <Row>(collection: string, field: string, value: string) => {
    const where = `where[${field}][equals]=${encodeURIComponent(value)}`
    return (await server.rest<{ docs: Row[] }>('GET', `/api/${collection}?${where}&depth=0`)).docs
  }
  const orders = await rows<{ orderID: string; takenAs: string; stage: string; paidAmount: number }>(
    'orders',
    'plate',
    plate,
  )
  const jobs = await rows<{ status: string; orderID: string }>('jobs', 'plate', plate)
  const payments = await rows<{ amount: number }>('payments', 'orderID', orders[0]?.orderID ?? 'none')
  return { orders, jobs, payments }
}

/** The list of what waits, opened at its count. */
export async function openWaiting(page: Page, count: number): Promise<Locator> {
  await page.getByRole('button', { name: count === 1 ? '1 action waiting' : `${count} actions waiting` }).click()
  const list = page.getByRole('dialog', { name: 'Waiting for the server' })
  await expect(list.getByRole('listitem')).toHaveCount(count)
  return list
}

/** Of an order that was paid and of another one, all done without a server: takes the first back, and has its form again. */
export async function takeOrderBack(page: Page, plate: string): Promise<void> {
  const list = await openWaiting(page, 3)
  const undo = (what: RegExp) => list.getByRole('button', { name: what }).click()
  await undo(new RegExp(`^Undo · ${plate} · New order`))
  await expect(list).toContainText(new RegExp(`Money changed hands after it: ${plate} · RM.15\\.00 taken in cash`))
  await list.getByRole('button', { name: 'Back', exact: true }).click()
  await undo(new RegExp(`^Undo · ${plate} · RM.15\\.00 taken in cash`))
  const question = list.getByRole('group', { name: 'Undo this only if no money changed hands.' })
  await question.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await undo(new RegExp(`^Undo · ${plate} · New order`))
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Open it again' }).click()
  await expect(page.getByLabel('Number plate')).toHaveValue(plate)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Plate, number, name or phone' }).fill(plate)
  await expect(page.locator('main [data-order]')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Plate, number, name or phone' }).fill('')
}
